namespace LogAnalytics.Lake.Parquet;

/// <summary>What the footer says about the values of one column in one row group.</summary>
internal record struct ColumnChunk
{
    public int Values { get; set; }

    public int Nulls { get; set; }

    /// <summary>Smallest and largest value of integers and times, for readers that skip row groups; null where there is no value.</summary>
    public (long Smallest, long Largest)? Range { get; set; }

    /// <summary>One bit per <see cref="PageEncoding"/>.</summary>
    public int Encodings { get; set; }

    public long? DictionaryOffset { get; set; }

    public long? DataOffset { get; set; }

    /// <summary>With page headers.</summary>
    public long UncompressedBytes { get; set; }

    /// <summary>With page headers.</summary>
    public long CompressedBytes { get; set; }

    public readonly long Start => DictionaryOffset ?? DataOffset ?? 0;
}
