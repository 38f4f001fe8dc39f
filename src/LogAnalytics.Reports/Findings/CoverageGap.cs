namespace LogAnalytics.Reports.Findings;

/// <param name="Kind"><c>missing_instance</c>, <c>retention_edge</c>, <c>logging_stopped</c>, <c>deleted_unread</c>, <c>quiet</c> or <c>sequence_hole</c>.</param>
/// <param name="Evidence">How it is known, short.</param>
public sealed record CoverageGap(DateTime From, DateTime To, string Kind, string Evidence)
{
    public const string SequenceHole = "sequence_hole";
}
