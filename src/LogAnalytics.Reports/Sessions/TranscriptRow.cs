namespace LogAnalytics.Reports.Sessions;

/// <summary>One row of a session as the log has it, and where it stands.</summary>
/// <param name="Event">One of <c>+ - &gt; &lt; *</c>.</param>
/// <param name="Family">Reply family of a refusal; null elsewhere.</param>
/// <param name="File">Path of the input file; null where the lake no longer knows it.</param>
/// <param name="Line">1-based.</param>
public sealed record TranscriptRow(
    long SequenceNumber, DateTime Time, string Event, string Data, string Context, string? Family, string? File, long Line, long ByteOffset)
{
    /// <summary>What the row says, the reason or label after the data.</summary>
    public string Text => Context.Length == 0 ? Data : Data.Length == 0 ? Context : $"{Data} ({Context})";
}
