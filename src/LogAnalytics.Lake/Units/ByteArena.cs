using System.Collections.Concurrent;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Keeps many sessions as bytes in few large blocks. Sessions wait for long and end together: as objects they would be carried through
/// every generation of the garbage collector.
/// </summary>
public sealed class ByteArena
{
    private const int BlockBytes = 1 << 20;

    private static readonly ConcurrentBag<byte[]> _freeBlocks = [];

    // Those of the usual size, and larger ones of a single session.
    private readonly List<byte[]> _blocks = [];
    private byte[] _filling = [];
    private int _fillingIndex;
    private int _used;

    /// <summary>Memory in use, unfilled ends of blocks included.</summary>
    public long ByteCount { get; private set; }

    public byte[] this[int block] => _blocks[block];

    /// <param name="number">Orders the fragments of one session.</param>
    public ArenaPlace Store(SessionRows session, int number)
    {
        int most = session.MostPackedBytes;
        if (most > BlockBytes / 4)
            return StoreAlone(session, most, number);
        if (_used + most > _filling.Length)
        {
            _filling = _freeBlocks.TryTake(out byte[]? free) ? free : GC.AllocateUninitializedArray<byte>(BlockBytes);
            _fillingIndex = _blocks.Count;
            _blocks.Add(_filling);
            _used = 0;
            ByteCount += BlockBytes;
        }

        ArenaPlace place = new(_fillingIndex, _used, number);
        _used += session.Pack(_filling.AsSpan(_used));
        return place;
    }

    /// <summary>Nothing reads the sessions any more: their blocks serve others.</summary>
    public void Release()
    {
        foreach (byte[] block in _blocks.Where(block => block.Length == BlockBytes))
            _freeBlocks.Add(block);
        _blocks.Clear();
        _filling = [];
        _used = 0;
        ByteCount = 0;
    }

    private ArenaPlace StoreAlone(SessionRows session, int most, int number)
    {
        byte[] block = GC.AllocateUninitializedArray<byte>(most);
        session.Pack(block);
        _blocks.Add(block);
        ByteCount += most;
        return new ArenaPlace(_blocks.Count - 1, 0, number);
    }
}

/// <summary>Where a session stands.</summary>
/// <param name="Number">In the order of arrival.</param>
public readonly record struct ArenaPlace(int Block, int Start, int Number);
