namespace LogAnalytics.Notebooks;

/// <summary>How much of the machine a lake may take.</summary>
public sealed record LakeOptions
{
    /// <summary>A million rows: what a table in memory is good for.</summary>
    public const int DefaultMaxRows = 1_000_000;

    /// <summary>Most rows of one result; a larger one is refused. Default: <see cref="DefaultMaxRows"/>.</summary>
    public int MaxRows { get; init; } = DefaultMaxRows;

    /// <summary>Memory of the SQL engine, in bytes; default 512 MB. Beyond it the engine uses the system's temporary folder.</summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>Threads of the SQL engine; default: all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
