namespace LogAnalytics.Reports.Sessions;

/// <summary>Rows of two sessions that do the same, side by side; one of them may be missing.</summary>
public sealed record AlignedRow(TranscriptRow? Left, TranscriptRow? Right, SessionPhase Phase, RowDifference Difference);
