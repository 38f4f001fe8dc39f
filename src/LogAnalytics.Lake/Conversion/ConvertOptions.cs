namespace LogAnalytics.Lake.Conversion;

/// <summary>Settings of a conversion, checked at the edge.</summary>
public sealed record ConvertOptions
{
    /// <summary>For rows and lines of unusual length.</summary>
    public const long DefaultLimitBytes = 512L << 20;

    private readonly long? _memoryBytes;

    /// <summary>Worker threads; the cores of the machine by default.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Memory of the process, shared out by a <see cref="MemoryPlan"/>; rows beyond it go to temporary files in the lake. By default what
    /// the threads make use of with usual logs.
    /// </summary>
    public long MemoryBytes
    {
        get => _memoryBytes ?? MemoryPlan.UsualBytes(Threads);
        init => _memoryBytes = value;
    }

    /// <summary>What the process may take where something must be in memory at once that is larger than <see cref="MemoryBytes"/> leaves room for.</summary>
    public long LimitBytes { get; init; } = DefaultLimitBytes;

    /// <summary>Read files again although path, size and modification time are those of the last run.</summary>
    public bool Rehash { get; init; }

    /// <summary>Reply families of the user, as typed; they come before the built-in ones. Null: those that the lake has.</summary>
    public string? UserFamilies { get; init; }

    /// <summary>Read all rejected lines again from the lake, not only those that an older version of the reader rejected.</summary>
    public bool ReplaysAllRejects { get; init; }
}
