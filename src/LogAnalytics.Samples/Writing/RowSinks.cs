namespace LogAnalytics.Samples.Writing;

/// <summary>Where a row ended up.</summary>
internal readonly record struct RowPlace(string File, int Line);

/// <summary>Takes rows in time order.</summary>
internal interface IRowSink
{
    RowPlace Write(int server, long timeMs, ReadOnlySpan<byte> line);
}

/// <summary>Measures a tree without writing it.</summary>
internal sealed class CountingSink : IRowSink
{
    public long Bytes { get; private set; }

    public RowPlace Write(int server, long timeMs, ReadOnlySpan<byte> line)
    {
        Bytes += line.Length;
        return default;
    }
}

/// <summary>Keeps the rows of each hour in memory, for trees that are spoiled afterwards.</summary>
internal sealed class HourlySink : IRowSink
{
    public SortedDictionary<long, List<byte[]>> Hours { get; } = [];

    public RowPlace Write(int server, long timeMs, ReadOnlySpan<byte> line)
    {
        long hour = timeMs / 3_600_000;
        if (!Hours.TryGetValue(hour, out List<byte[]>? rows))
            Hours[hour] = rows = [];
        rows.Add(line.ToArray());
        return default;
    }
}
