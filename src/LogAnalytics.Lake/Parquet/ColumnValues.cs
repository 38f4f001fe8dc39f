namespace LogAnalytics.Lake.Parquet;

/// <summary>The values of a column without its nulls, and how they become pages.</summary>
internal abstract class ColumnValues
{
    // Of the order that other writers use: a reader that needs few rows unpacks little, and zstd has enough to work on.
    protected const int PageBytes = 1 << 20;

    public abstract PhysicalType Type { get; }

    public abstract int Count { get; }

    /// <summary>Smallest and largest value of the rows that <see cref="Begin"/> saw; null where readers could not use it.</summary>
    public virtual (long Smallest, long Largest)? Range => null;

    /// <summary>Chooses the encoding of all data pages of the chunk, by the values alone, and writes the dictionary if they need one.</summary>
    public abstract PageEncoding Begin(ChunkWriter chunk);

    /// <summary>A multiple of 8, so that no byte of the null mask belongs to two pages.</summary>
    public abstract int RowsPerPage(int rows);

    /// <summary>Appends values to a data page; pages come in order.</summary>
    public abstract void Encode(int from, int count, ByteBuffer page);

    public abstract void Clear();

    /// <summary>Appends the indexes of a dictionary with one entry.</summary>
    protected static void EncodeOneIndex(int count, ByteBuffer page)
    {
        // A width of 0 is allowed, but not every reader knows it.
        page.WriteByte(1);
        page.WriteVarint((ulong)count << 1);
        page.WriteByte(0);
    }

    protected static void EncodeIndexes(ReadOnlySpan<int> indexes, int dictionaryCount, ByteBuffer page)
    {
        // A width of 0 is allowed for a single entry, but not every reader knows it.
        int width = Math.Max(1, BitPacker.RoundedWidth(BitPacker.WidthOf(dictionaryCount - 1)));
        page.WriteByte((byte)width);
        RleEncoder.Encode(indexes, width, page);
    }
}

/// <summary>Values of one .NET type.</summary>
internal abstract class ColumnValues<T> : ColumnValues
    where T : struct
{
    public abstract void Add(T value);
}
