using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Units;

/// <summary>Sessions and fragments that wait: in memory, and beyond the budget as sorted runs in temporary files.</summary>
public sealed class SessionRun : IDisposable
{
    // So many files are open at once, each with a buffer, when the runs are merged.
    private const int MostRuns = 64;

    private readonly List<string> _runs = [];
    private PackedSessions _held = new();
    private LogTexts? _texts;

    public long ByteCount => _held.ByteCount;

    public bool IsEmpty => _held.IsEmpty && _runs.Count == 0;

    /// <summary>Copies the rows; the caller may use its buffer again.</summary>
    public void Add(SessionRows session)
    {
        _texts = session.Texts;
        _held.Add(session);
    }

    /// <summary>Frees the memory.</summary>
    public void Spill(string temporaryFolder)
    {
        if (_held.IsEmpty)
            return;
        if (_runs.Count == MostRuns)
            JoinRuns(temporaryFolder);
        _held.Sort();
        using (SpillFile file = Begin(temporaryFolder))
            _held.WriteTo(file);
        _held.Dispose();
    }

    /// <summary>All sessions in order of id, the fragments of one id joined. What is added from now on waits for the next call.</summary>
    /// <param name="onReleased">Called when the memory is free again.</param>
    public TakenSessions Take(Action? onReleased = null)
    {
        _held.Sort();
        TakenSessions taken = new(SessionMerge.Merge([.. SpilledRuns(), _held.All()]), _held, onReleased);
        _held = new PackedSessions();
        _runs.Clear();
        return taken;
    }

    public void Dispose()
    {
        foreach (string path in _runs)
            File.Delete(path);
        _held.Dispose();
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
}

/// <summary>
/// Sessions, each once, in order of id; one is valid until the next is asked for. Dispose when they are done with.
/// </summary>
public sealed class TakenSessions(IEnumerable<SessionRows> sessions, PackedSessions held, Action? onReleased) : IDisposable
{
    public IEnumerable<SessionRows> Sessions => sessions;

    public void Dispose()
    {
        held.Dispose();
        onReleased?.Invoke();
    }
}
