namespace LogAnalytics.Reports.Formats;

/// <summary>One line of timeline.jsonl.</summary>
/// <param name="TimestampDesc">What the instant is, e.g. <c>Onset</c>.</param>
/// <param name="Novelty">Of the incident: <c>new</c>, <c>ongoing</c> or <c>resolved</c>; null without one.</param>
public sealed record TimelineEvent(
    string Message, DateTime Datetime, string TimestampDesc, string? Incident, string? Novelty, string? Server, string? SessionId, string? File, long? Line)
{
    /// <summary>Microseconds since 1970, UTC.</summary>
    public long Timestamp => (Datetime.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public string DataType => "loganalytics:attribution";
}
