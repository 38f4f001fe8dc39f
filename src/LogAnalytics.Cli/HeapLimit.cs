using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Cli;

/// <summary>
/// While it lasts the managed heap of the process stays below a size: the collector works harder before it, and an allocation beyond it
/// fails with <see cref="OutOfMemoryException"/>.
/// </summary>
public sealed class HeapLimit : IDisposable
{
    // A setting that the runtime reads again when it is asked to.
    private const string Setting = "GCHeapHardLimit";

    private HeapLimit(long bytes) => Apply(bytes);

    /// <param name="ownsProcess">Nothing else runs in this process; else its heap is nobody's to limit.</param>
    public static HeapLimit? ForConversion(bool ownsProcess, ConvertOptions options) =>
        ownsProcess ? new HeapLimit(new MemoryPlan(options.LimitBytes, options.Threads).HeapBytes) : null;

    public void Dispose() => Apply(0);

    private static void Apply(long bytes)
    {
        AppContext.SetData(Setting, (ulong)bytes);
        GC.RefreshMemoryLimit();
    }
}
