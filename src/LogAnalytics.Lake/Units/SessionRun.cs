using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Units;

/// <summary>Sessions and fragments that wait: in memory, and beyond the budget as sorted runs in temporary files.</summary>
public sealed class SessionRun : IDisposable
{
    private readonly List<(string Path, LogTexts Texts)> _runs = [];
    private List<SessionRows> _held = [];
    private ByteArena _arena = new();

    public long ByteCount => _arena.ByteCount;

    public bool IsEmpty => _held.Count == 0 && _runs.Count == 0;

    /// <summary>Copies the rows; the caller may use its buffer again.</summary>
    public void Add(SessionRows session) => _held.Add(_arena.Store(session));

    /// <summary>Frees the memory.</summary>
    public void Spill(string temporaryFolder)
    {
        if (_held.Count == 0)
            return;
        _held.Sort(BySessionId);
        string path = Path.Combine(temporaryFolder, $".spill-{Guid.NewGuid():N}");
        SpillFile.Write(path, _held);
        _runs.Add((path, _held[0].Texts));
        _held.Clear();
        _arena.Release();
    }

    /// <summary>All sessions in order of id, the fragments of one id joined. What is added from now on waits for the next call.</summary>
    public TakenSessions Take()
    {
        _held.Sort(BySessionId);
        List<IEnumerable<SessionRows>> runs = [_held, .. _runs.Select(run => SpillFile.ReadAndDelete(run.Path, run.Texts))];
        TakenSessions taken = new(SessionMerge.Merge(runs), _arena);
        _held = [];
        _arena = new ByteArena();
        _runs.Clear();
        return taken;
    }

    public void Dispose()
    {
        foreach ((string path, _) in _runs)
            File.Delete(path);
        _arena.Release();
    }

    private static int BySessionId(SessionRows a, SessionRows b) => a.SessionId.AsSpan().SequenceCompareTo(b.SessionId);
}

/// <summary>Sessions, each once, in order of id. Dispose when they are done with.</summary>
public sealed record TakenSessions(IEnumerable<SessionRows> Sessions, ByteArena Arena) : IDisposable
{
    public void Dispose() => Arena.Release();
}
