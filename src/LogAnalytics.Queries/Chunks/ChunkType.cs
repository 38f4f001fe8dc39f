namespace LogAnalytics.Queries.Chunks;

/// <summary>Types of columns that <see cref="ChunkedResult"/> reads.</summary>
public enum ChunkType
{
    /// <summary>Text, as UTF-8.</summary>
    Text,

    /// <summary>Bytes of any kind.</summary>
    Bytes,

    /// <summary>BOOLEAN.</summary>
    Flag,

    /// <summary>Whole numbers of 32 bits.</summary>
    Integer,

    /// <summary>Whole numbers of 64 bits.</summary>
    Long,

    /// <summary>Instants, as microseconds since 1970.</summary>
    Time,
}
