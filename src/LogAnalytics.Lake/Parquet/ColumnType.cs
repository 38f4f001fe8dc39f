namespace LogAnalytics.Lake.Parquet;

/// <summary>How a file's footer names the bytes of a value; the numbers are the format's.</summary>
internal enum PhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    ByteArray = 6,
}

/// <summary>What the bytes of a value mean.</summary>
internal enum LogicalType
{
    /// <summary>Nothing beyond the physical type.</summary>
    None,
    Text,
    Integer,

    /// <summary>Microseconds; not adjusted to UTC, so that DuckDB reads TIMESTAMP, not TIMESTAMPTZ.</summary>
    Timestamp,
}

/// <summary>A column as the file's schema declares it.</summary>
internal readonly record struct ColumnType(PhysicalType Physical, LogicalType Logical, bool IsOptional);

/// <summary>The numbers are the format's.</summary>
internal enum PageEncoding
{
    Plain = 0,
    Rle = 3,
    DeltaBinaryPacked = 5,
    DeltaLengthByteArray = 6,
    RleDictionary = 8,
}
