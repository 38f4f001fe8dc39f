namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Where the last row of a session stood: the next is stored as the difference.</summary>
internal struct RowCursor
{
    /// <summary>Before the first row, whose number is 0.</summary>
    public static readonly RowCursor Start = new() { SequenceNumber = -1 };

    public long TimeMicros;
    public long LineNumber;
    public long ByteOffset;
    public int FileRank;
    public int SequenceNumber;
}
