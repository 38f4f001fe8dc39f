using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Conversion;

/// <summary>The units of one server and service as they are written: one in the background while the next files are read.</summary>
public sealed class GroupUnits(UnitWriter writer, LakeFolder lake, string server, string service, ConvertProgress progress)
{
    private readonly SortedDictionary<int, LakeUnit> _written = [];
    private readonly Dictionary<int, long> _duplicates = [];
    private Task _running = Task.CompletedTask;

    /// <summary>In order of their days.</summary>
    public IReadOnlyList<LakeUnit> Written => [.. _written.Values];

    /// <summary>Copies that were dropped, per file rank.</summary>
    public IReadOnlyDictionary<int, long> Duplicates => _duplicates;

    /// <summary>Starts to write the units; waits for the one before only.</summary>
    public async Task WriteAsync(IEnumerable<SpooledUnit> units, CancellationToken cancellation)
    {
        foreach (SpooledUnit unit in units)
        {
            await _running.ConfigureAwait(false);
            _running = Task.Run(() => WriteAsync(unit, cancellation), cancellation);
        }
    }

    /// <summary>Writes all that is left; days that were written before are read back and written again with their late rows.</summary>
    public async Task FinishAsync(UnitSpool spool, Func<string, int> rankOf, CancellationToken cancellation)
    {
        await _running.ConfigureAwait(false);
        spool.PlaceHeadless();
        foreach (int day in spool.Days.Where(_written.ContainsKey).ToArray())
        {
            await foreach (SessionRows session in UnitReplay.ReadAsync(lake, _written[day], rankOf).ConfigureAwait(false))
                spool.AddTo(day, session);
        }

        await WriteAsync(spool.TakeAll(), cancellation).ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private async Task WriteAsync(SpooledUnit unit, CancellationToken cancellation)
    {
        using (unit)
        {
            (LakeUnit written, Dictionary<int, long> dropped) = await writer
                .WriteAsync(new UnitKey(server, service, unit.Day), unit.Sessions, progress.AddRowsWritten, cancellation).ConfigureAwait(false);
            _written[unit.Day] = written;
            foreach ((int rank, long count) in dropped)
                _duplicates[rank] = _duplicates.GetValueOrDefault(rank) + count;
        }
    }
}
