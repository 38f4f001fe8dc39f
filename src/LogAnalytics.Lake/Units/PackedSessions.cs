using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Sessions that wait, as bytes in few large blocks: as objects they would be carried through every generation of the garbage collector.
/// </summary>
public sealed class PackedSessions : IDisposable
{
    // In a list that doubles.
    private const int BytesPerPlace = 24;

    private readonly ByteArena _arena = new();
    private readonly List<ArenaPlace> _places = [];
    private LogTexts? _texts;

    public long ByteCount => _arena.ByteCount + (BytesPerPlace * (long)_places.Count);

    public bool IsEmpty => _places.Count == 0;

    /// <summary>Copies the rows; the caller may use its buffer again.</summary>
    public void Add(SessionRows session)
    {
        // Text numbers of several tables cannot be told apart later.
        if ((_texts ??= session.Texts) != session.Texts)
            throw new InvalidOperationException("sessions that wait together share their texts");
        _places.Add(_arena.Store(session, _places.Count));
    }

    /// <summary>Puts them in order of id; the fragments of one id stay as they came.</summary>
    public void Sort() => _places.Sort((a, b) =>
    {
        int order = IdOf(a).SequenceCompareTo(IdOf(b));
        return order != 0 ? order : a.Number.CompareTo(b.Number);
    });

    /// <summary>In their order, each made when it is asked for; valid until <see cref="Dispose"/>.</summary>
    public IEnumerable<SessionRows> All()
    {
        SessionRows? before = null;
        foreach (ArenaPlace place in _places)
        {
            before = SessionRows.Unpack(_texts!, _arena[place.Block], place.Start, before);
            yield return before;
        }
    }

    public void WriteTo(SpillFile file)
    {
        foreach (ArenaPlace place in _places)
            file.Write(_arena[place.Block], place.Start);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _places.Clear();
        _arena.Release();
    }

    private ReadOnlySpan<byte> IdOf(ArenaPlace place) => SessionRows.PackedId(_arena[place.Block], place.Start);
}
