using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// The units of one server and service: written in the background while the next files are read, and read back where new rows touch
/// them. Units that nothing touches stay as they are.
/// </summary>
public sealed class GroupUnits
{
    private readonly LakeFolder _lake;
    private readonly LakeGroup _group;
    private readonly UnitWriter _writer;
    private readonly UnitSpool _spool;
    private readonly OpenSessions _open;
    private readonly ConvertProgress _progress;
    private readonly SortedDictionary<int, LakeUnit> _written = [];
    private readonly HashSet<int> _begun = [];
    private readonly HashSet<int> _ofEarlierRuns;
    private int _settledBefore = int.MinValue;
    private (int Day, Task<LakeUnit> Task)? _running;

    /// <param name="group">As the lake holds it; without units if it is new.</param>
    public GroupUnits(LakeFolder lake, LakeGroup group, UnitWriter writer, UnitSpool spool, OpenSessions open, ConvertProgress progress)
    {
        (_lake, _group, _writer, _spool, _open, _progress) = (lake, group, writer, spool, open, progress);
        foreach (LakeUnit unit in group.Units)
            _written.Add(unit.Day, unit);
        _begun.UnionWith(_written.Keys);
        _ofEarlierRuns = [.. _written.Keys];
    }

    /// <summary>In order of their days.</summary>
    public IReadOnlyList<LakeUnit> Written => [.. _written.Values];

    /// <summary>Starts to write the days before the instant that are new; what comes later for them is joined at the end.</summary>
    /// <param name="quietSinceMicros">Sessions without a row since then have ended.</param>
    public async Task WriteSettledAsync(long beforeMicros, long quietSinceMicros, CancellationToken cancellation)
    {
        int before = LogTime.Day(beforeMicros);
        // Once a day: all that waits is moved.
        if (before <= _settledBefore)
            return;
        _settledBefore = before;
        _spool.PlaceWaiting(day => day < before && !_begun.Contains(day), quietSinceMicros);
        foreach (int day in _spool.Days.Where(day => day < before && !_begun.Contains(day)))
            await WriteAsync(day, cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes all that is left, joined with what the lake holds of the same days and sessions.</summary>
    /// <param name="ofEarlierRuns">Leaves out the rows of files that this run has read anew.</param>
    /// <param name="ofThisRun">Reads days back that this run has written before all of their rows were known.</param>
    public async Task FinishAsync(UnitReplay ofEarlierRuns, UnitReplay ofThisRun, CancellationToken cancellation)
    {
        await SettleRunningAsync().ConfigureAwait(false);
        // Rows that find their day may touch another unit; its own rows are settled already, so this ends soon.
        do
        {
            // Days before 1970 are negative: no number stands for none.
            while (_spool.Touched.Where(_written.ContainsKey).Select(day => (int?)day).FirstOrDefault() is { } day)
                await ReadBackAsync(_ofEarlierRuns.Remove(day) ? ofEarlierRuns : ofThisRun, day, cancellation).ConfigureAwait(false);
            _spool.PlaceWaiting();
        }
        while (_spool.Touched.Any(_written.ContainsKey));

        if (_spool.HasWaiting)
            throw new InvalidOperationException("rows are left without a day");
        foreach (int day in _spool.Days)
            await WriteAsync(day, cancellation).ConfigureAwait(false);
        await SettleRunningAsync().ConfigureAwait(false);
    }

    private async Task ReadBackAsync(UnitReplay replay, int day, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        _written.Remove(day, out LakeUnit? unit);
        _begun.Remove(day);
        _open.RemoveUnit(day);
        _spool.Settle(day);
        await foreach (SessionRows session in replay.ReadAsync(unit!).ConfigureAwait(false))
            _spool.AddAgain(session);
    }

    private async Task WriteAsync(int day, CancellationToken cancellation)
    {
        await SettleRunningAsync().ConfigureAwait(false);
        _begun.Add(day);
        _spool.Settle(day);
        TakenSessions sessions = _spool.Take(day);
        _running = (day, Task.Run(() => WriteAsync(day, sessions, cancellation), cancellation));
    }

    private async Task<LakeUnit> WriteAsync(int day, TakenSessions sessions, CancellationToken cancellation)
    {
        using (sessions)
            return await _writer.WriteAsync(new UnitKey(_group.Server, _group.Service, day), sessions.Sessions, _progress.AddRowsWritten, cancellation).ConfigureAwait(false);
    }

    private async Task SettleRunningAsync()
    {
        if (_running is not { } running)
            return;
        _running = null;
        _written[running.Day] = await running.Task.ConfigureAwait(false);
    }
}
