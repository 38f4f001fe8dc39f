namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Two copies of one row are equal wherever they stand: same sequence number, time and texts.</summary>
public sealed class StoredRowComparer : IEqualityComparer<StoredRow>
{
    public static StoredRowComparer Instance { get; } = new();

    public bool Equals(StoredRow x, StoredRow y) =>
        x.SequenceNumber == y.SequenceNumber && x.TimeMicros == y.TimeMicros && x.Content.SequenceEqual(y.Content);

    public int GetHashCode(StoredRow row)
    {
        HashCode hash = default;
        hash.Add(row.TimeMicros);
        hash.Add(row.SequenceNumber);
        hash.AddBytes(row.Content);
        return hash.ToHashCode();
    }
}
