using System.Collections.Concurrent;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Keeps the rows of many sessions in few large blocks. Sessions wait for long and end together: as single arrays they would be
/// carried through every generation of the garbage collector.
/// </summary>
public sealed class ByteArena
{
    private const int BlockBytes = 1 << 20;

    private static readonly ConcurrentBag<byte[]> _freeBlocks = [];

    private readonly List<byte[]> _blocks = [];
    private int _used = BlockBytes;

    /// <summary>Memory in use, unfilled ends of blocks included.</summary>
    public long ByteCount { get; private set; }

    public SessionRows Store(SessionRows session)
    {
        if (session.ByteCount > BlockBytes / 4)
        {
            ByteCount += session.ByteCount;
            return session.CopyInto(new byte[session.ByteCount], 0);
        }

        if (_used + session.ByteCount > BlockBytes)
        {
            _blocks.Add(_freeBlocks.TryTake(out byte[]? free) ? free : GC.AllocateUninitializedArray<byte>(BlockBytes));
            _used = 0;
            ByteCount += BlockBytes;
        }

        SessionRows stored = session.CopyInto(_blocks[^1], _used);
        _used += session.ByteCount;
        return stored;
    }

    /// <summary>Nothing reads the sessions any more: their blocks serve others.</summary>
    public void Release()
    {
        foreach (byte[] block in _blocks)
            _freeBlocks.Add(block);
        _blocks.Clear();
        _used = BlockBytes;
        ByteCount = 0;
    }
}
