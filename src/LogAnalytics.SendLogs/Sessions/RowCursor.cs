namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Where the last row of a session stood: the next is stored as the difference.</summary>
internal struct RowCursor
{
    public long TimeMicros;
    public long LineNumber;
    public long ByteOffset;
    public int FileRank;
    public int SequenceNumber;
}
