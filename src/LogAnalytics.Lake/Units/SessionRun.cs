using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Units;

/// <summary>Sessions and fragments that wait: in memory, and beyond the budget as sorted runs in temporary files.</summary>
public sealed class SessionRun : IDisposable
{
    // So many files are open at once, each with a buffer, when the runs are merged.
    private const int MostRuns = 64;

    // In a list that doubles.
    private const int BytesPerPlace = 24;

    private readonly List<string> _runs = [];
    private List<ArenaPlace> _held = [];
    private ByteArena _arena = new();
    private LogTexts? _texts;

    public long ByteCount => _arena.ByteCount + (BytesPerPlace * (long)_held.Count);

    public bool IsEmpty => _held.Count == 0 && _runs.Count == 0;

    /// <summary>Copies the rows; the caller may use its buffer again.</summary>
    public void Add(SessionRows session)
    {
        // Text numbers of several tables cannot be told apart later.
        if ((_texts ??= session.Texts) != session.Texts)
            throw new InvalidOperationException("sessions of a run share their texts");
        _held.Add(_arena.Store(session, _held.Count));
    }

    /// <summary>Frees the memory.</summary>
    public void Spill(string temporaryFolder)
    {
        if (_held.Count == 0)
            return;
        if (_runs.Count == MostRuns)
            JoinRuns(temporaryFolder);
        Sort(_held, _arena);
        using (SpillFile file = Begin(temporaryFolder))
        {
            foreach (ArenaPlace place in _held)
                file.Write(_arena[place.Block], place.Start);
        }

        _held = [];
        _arena.Release();
    }

    /// <summary>All sessions in order of id, the fragments of one id joined. What is added from now on waits for the next call.</summary>
    /// <param name="onReleased">Called when the memory is free again.</param>
    public TakenSessions Take(Action? onReleased = null)
    {
        Sort(_held, _arena);
        TakenSessions taken = new(SessionMerge.Merge([.. SpilledRuns(), Unpacked(_held, _arena, _texts)]), _arena, onReleased);
        _held = [];
        _arena = new ByteArena();
        _runs.Clear();
        return taken;
    }

    public void Dispose()
    {
        foreach (string path in _runs)
            File.Delete(path);
        _arena.Release();
    }

    private void JoinRuns(string temporaryFolder)
    {
        IEnumerable<SessionRows>[] runs = [.. SpilledRuns()];
        _runs.Clear();
        using SpillFile file = Begin(temporaryFolder);
        foreach (SessionRows session in SessionMerge.Merge(runs))
            file.Write(session);
    }

    private IEnumerable<IEnumerable<SessionRows>> SpilledRuns() => _runs.Select(path => SpillFile.ReadAndDelete(path, _texts!));

    private SpillFile Begin(string temporaryFolder)
    {
        string path = Path.Combine(temporaryFolder, $".spill-{Guid.NewGuid():N}");
        _runs.Add(path);
        return new SpillFile(path);
    }

    private static IEnumerable<SessionRows> Unpacked(List<ArenaPlace> places, ByteArena arena, LogTexts? texts)
    {
        SessionRows? before = null;
        foreach (ArenaPlace place in places)
        {
            before = SessionRows.Unpack(texts!, arena[place.Block], place.Start, before);
            yield return before;
        }
    }

    private static void Sort(List<ArenaPlace> places, ByteArena arena) => places.Sort((a, b) =>
    {
        int order = SessionRows.PackedId(arena[a.Block], a.Start).SequenceCompareTo(SessionRows.PackedId(arena[b.Block], b.Start));
        return order != 0 ? order : a.Number.CompareTo(b.Number);
    });
}

/// <summary>Sessions, each once, in order of id. Dispose when they are done with.</summary>
public sealed class TakenSessions(IEnumerable<SessionRows> sessions, ByteArena arena, Action? onReleased) : IDisposable
{
    public IEnumerable<SessionRows> Sessions => sessions;

    public void Dispose()
    {
        arena.Release();
        onReleased?.Invoke();
    }
}
