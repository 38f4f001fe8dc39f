namespace LogAnalytics.Reports.Details;

/// <summary>Widths that a person reads off a clock or a calendar.</summary>
public static class TimeSteps
{
    private static readonly TimeSpan[] _widths =
    [
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(seconds => TimeSpan.FromSeconds(seconds)), .. new[] { 1, 2, 5, 10, 15, 30 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 2, 3, 6, 12 }.Select(hours => TimeSpan.FromHours(hours)), .. new[] { 1, 2, 7, 14, 28 }.Select(days => TimeSpan.FromDays(days)),
    ];

    /// <summary>The least width that parts a span into so many parts at most.</summary>
    public static TimeSpan For(TimeSpan span, int mostParts)
    {
        foreach (TimeSpan width in _widths)
        {
            if (width * (mostParts - 1) >= span)
                return width;
        }

        return TimeSpan.FromDays(Math.Ceiling(span.TotalDays / (mostParts - 1)));
    }

    /// <summary>Example: "15 min".</summary>
    public static string Words(TimeSpan step) => step switch
    {
        { TotalDays: >= 1 } => $"{(int)step.TotalDays} d",
        { TotalHours: >= 1 } => $"{(int)step.TotalHours} h",
        { TotalMinutes: >= 1 } => $"{(int)step.TotalMinutes} min",
        _ => $"{(int)step.TotalSeconds} s",
    };
}
