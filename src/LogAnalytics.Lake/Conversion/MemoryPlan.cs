namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// How the memory of a conversion is shared out, so that the process as a whole stays within it. What is written does not depend on
/// it: only what waits in memory, in temporary files or for its turn.
/// </summary>
public sealed class MemoryPlan
{
    /// <summary>With less a conversion works all the same, and takes up to this much.</summary>
    public const long LeastBytes = 256L << 20;

    /// <summary>Measured with two threads: with more for each, usual logs are not converted in less time.</summary>
    public const long UsualBytesPerThread = 110L << 20;

    /// <summary>Measured, resident: 60 to 65 MB of libraries, compiled code and stacks outside the heap.</summary>
    public const long RuntimeBytes = 68L << 20;

    // Measured: the columns of a part, its compressed tables, the reader's buffers.
    private const long WorkerBytes = 40L << 20;

    // Garbage between two collections and holes between buffers: as much as what waits. With a third of it the heap of 2 GB of logs
    // came to its limit.
    private const int GarbageShare = 1;

    /// <param name="totalBytes">What the user gives to the process.</param>
    /// <param name="threads">At most so many.</param>
    public MemoryPlan(long totalBytes, int threads)
    {
        TotalBytes = Math.Max(totalBytes, LeastBytes);
        // Each worker brings its buffers; a quarter at least is for the rows.
        Threads = (int)Math.Clamp(((totalBytes * 3 / 4) - RuntimeBytes) / WorkerBytes, 1, threads);
        long rest = Math.Max(totalBytes - RuntimeBytes - (Threads * WorkerBytes), totalBytes / 8);
        RowBytes = rest * GarbageShare / (GarbageShare + 1);
    }

    /// <summary>What so many threads make use of with usual logs.</summary>
    public static long UsualBytes(int threads) =>
        Math.Clamp(RuntimeBytes + (threads * UsualBytesPerThread), LeastBytes, ConvertOptions.DefaultLimitBytes);

    /// <summary>Of the process.</summary>
    public long TotalBytes { get; }

    /// <summary>What the managed heap may have, so that the process keeps within all of it.</summary>
    public long HeapBytes => TotalBytes - RuntimeBytes;

    public int Threads { get; }

    /// <summary>Sessions that wait for their day, those of the day that is being written included; of all groups that are read at once.</summary>
    public long WaitingBytes => RowBytes / 2;

    /// <summary>Batches that are interpreted at once; a larger one comes alone.</summary>
    public long BatchBytes => RowBytes / 4;

    /// <summary>Sessions that wait for more rows.</summary>
    public long OpenBytes => RowBytes / 8;

    /// <summary>Texts that many rows share.</summary>
    public int TextBytes => (int)Math.Min(RowBytes / 16, 32 << 20);

    /// <summary>Lines that are kept beside the rows.</summary>
    public long LineBytes => RowBytes / 32;

    private long RowBytes { get; }
}
