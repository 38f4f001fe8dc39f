namespace LogAnalytics.SendLogs.Sessions;

/// <summary>The rows of one session in their only valid order, and the copies that were found of them.</summary>
public readonly record struct SplitSession(ArraySegment<StoredRow> Rows, IReadOnlyList<RowCopy> Copies);

/// <summary>A row that another file, or a later line, holds again: same sequence number, time and bytes.</summary>
/// <param name="OwnerIndex">Index in the session's rows of the row that it repeats.</param>
public readonly record struct RowCopy(StoredRow Row, int OwnerIndex);
