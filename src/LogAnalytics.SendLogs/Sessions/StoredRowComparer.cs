using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Two copies of one row are equal wherever they stand: same sequence number, time and texts.</summary>
public sealed class StoredRowComparer : IEqualityComparer<StoredRow>
{
    public static StoredRowComparer Instance { get; } = new();

    public bool Equals(StoredRow x, StoredRow y) =>
        x.SequenceNumber == y.SequenceNumber && x.TimeMicros == y.TimeMicros
        && HasSameTexts(x, y)
        && x.ConnectorId.Span.SequenceEqual(y.ConnectorId.Span)
        && x.LocalEndpoint.Span.SequenceEqual(y.LocalEndpoint.Span)
        && x.RemoteEndpoint.Span.SequenceEqual(y.RemoteEndpoint.Span)
        && x.SessionId.Span.SequenceEqual(y.SessionId.Span);

    public int GetHashCode(StoredRow row) => HashCode.Combine(row.TimeMicros, row.SequenceNumber, ByteHash.Of(row.Data.Span));

    // Texts are taken apart in one way only, so numbers and parameters tell; unless one row came when the table was full.
    private static bool HasSameTexts(StoredRow x, StoredRow y)
    {
        if (x.TextNumber >= 0 && y.TextNumber >= 0 && ReferenceEquals(x.Session.Texts, y.Session.Texts))
        {
            TextParameters a = x.Parameters;
            TextParameters b = y.Parameters;
            return x.TextNumber == y.TextNumber && a.First.SequenceEqual(b.First) && a.Second.SequenceEqual(b.Second) && a.Third.SequenceEqual(b.Third);
        }

        return x.Event.Span.SequenceEqual(y.Event.Span) && x.Data.Span.SequenceEqual(y.Data.Span) && x.Context.Span.SequenceEqual(y.Context.Span);
    }
}
