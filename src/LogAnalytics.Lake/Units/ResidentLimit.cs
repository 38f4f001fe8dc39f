namespace LogAnalytics.Lake.Units;

/// <summary>
/// Keeps the process below a size as far as garbage is what exceeds it: the collector itself knows no limit, and lets large objects lie
/// until it finds that many have died.
/// </summary>
/// <param name="bytes">Resident size that should not be exceeded.</param>
public sealed class ResidentLimit(long bytes)
{
    // Collected before the limit is reached, and not again before as much new has come.
    private const int MarginShare = 10;

    private long _allocatedBefore;

    /// <summary>Cheap enough for each row group and each file.</summary>
    public void Check()
    {
        long margin = bytes / MarginShare;
        long allocated = GC.GetTotalAllocatedBytes();
        long before = Interlocked.Read(ref _allocatedBefore);
        if (allocated - before < margin || Environment.WorkingSet < bytes - margin
            || Interlocked.CompareExchange(ref _allocatedBefore, allocated, before) != before)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
