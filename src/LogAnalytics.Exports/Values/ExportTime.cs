namespace LogAnalytics.Exports;

/// <summary>A time of an export. Where the zone is not told, it is known only to lie within a span.</summary>
/// <param name="Time">UTC where <paramref name="IsUtc"/>; else as written.</param>
public readonly record struct ExportTime(DateTime Time, bool IsUtc)
{
    // Zones reach from UTC-12 to UTC+14.
    private const int MostBehindHours = 12;
    private const int MostAheadHours = 14;

    public DateTime Earliest => IsUtc ? Time : Shift(-MostAheadHours);

    public DateTime Latest => IsUtc ? Time : Shift(MostBehindHours);

    private DateTime Shift(int hours) =>
        hours < 0 && Time < DateTime.MinValue.AddHours(-hours) ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)
        : hours > 0 && Time > DateTime.MaxValue.AddHours(-hours) ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc)
        : Time.AddHours(hours);
}
