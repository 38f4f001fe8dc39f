namespace LogAnalytics.Fuzz.Plain;

/// <summary>A row as the plain reader sees it.</summary>
/// <param name="TimeMicros">Microseconds since 1970.</param>
/// <param name="SequenceNumber">From 0.</param>
/// <param name="Texts">Connector, session, local, remote, event, data, context.</param>
/// <param name="LineNumber">From 1.</param>
/// <param name="ByteOffset">Of its first byte.</param>
internal sealed record PlainRow(long TimeMicros, int SequenceNumber, byte[][] Texts, long LineNumber, long ByteOffset);
