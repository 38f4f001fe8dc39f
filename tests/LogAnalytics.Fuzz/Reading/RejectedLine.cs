using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Fuzz.Reading;

/// <summary>A line that is no row.</summary>
internal sealed record RejectedLine(RejectReason Reason, byte[] Raw, long LineNumber, long ByteOffset);
