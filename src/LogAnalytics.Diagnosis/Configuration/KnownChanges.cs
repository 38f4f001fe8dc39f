namespace LogAnalytics.Diagnosis;

/// <summary>Administrative changes beside an onset.</summary>
public static class KnownChanges
{
    private const int Most = 50;
    private static readonly TimeSpan _near = TimeSpan.FromHours(24);

    /// <summary>Within a day of the first failure, by time; the nearest where there are many.</summary>
    public static IReadOnlyList<ConfigurationChange> Near(IEnumerable<ConfigurationChange> changes, DateTime firstBad) =>
    [
        .. changes.Where(change => (change.Time - firstBad).Duration() <= _near)
            .OrderBy(change => (change.Time - firstBad).Duration()).Take(Most)
            .OrderBy(change => change.Time).ThenBy(change => change.Kind).ThenBy(change => change.Text, StringComparer.Ordinal),
    ];

    /// <summary>"41 min before", "2 d 3 h after".</summary>
    public static string Distance(DateTime time, DateTime firstBad)
    {
        TimeSpan span = (firstBad - time).Duration();
        string length = span.TotalDays >= 1 ? Invariant($"{span.Days} d {span.Hours} h")
            : span.TotalHours >= 1 ? Invariant($"{span.Hours} h {span.Minutes} min")
            : span.TotalMinutes >= 1 ? Invariant($"{span.Minutes} min")
            : Invariant($"{span.Seconds} s");
        return length + (time <= firstBad ? " before" : " after");
    }
}
