using LogAnalytics.Lake.Catalog;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Writes one unit (server × service × day): sessions in order of their id, cut into batches at fixed numbers of rows, so the
/// bytes depend on the content alone. Batches are worked on by several threads and put together in order.
/// </summary>
public sealed class UnitWriter(UnitPartWriter parts, FileNames files, int threads)
{
    // Two row groups of events a file: small enough to keep two cores busy within one day, large enough for few files.
    private const int RowsPerBatch = 240_000;

    /// <returns>The unit, and how many copies were dropped per file rank.</returns>
    public async Task<(LakeUnit Unit, Dictionary<int, long> Duplicates)> WriteAsync(
        UnitKey key, IEnumerable<SessionRows> sessions, Action<long> onRows, CancellationToken cancellation)
    {
        SortedDictionary<string, List<LakeFile>> tables = new(StringComparer.Ordinal);
        int partCount = 0;
        Dictionary<int, long> duplicates = [];
        Queue<Task<UnitPart>> running = new();
        try
        {
            foreach (List<SessionRows> batch in Batches(sessions))
            {
                cancellation.ThrowIfCancellationRequested();
                while (running.Count >= threads)
                    await TakeAsync().ConfigureAwait(false);
                int part = partCount++;
                running.Enqueue(Task.Run(() => parts.WriteAsync(key, part, batch, files, cancellation), cancellation));
            }

            while (running.Count > 0)
                await TakeAsync().ConfigureAwait(false);
        }
        finally
        {
            // After a failure the other workers still read the rows: wait until none does.
            await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }

        return (new LakeUnit(key.Day, tables.ToDictionary(table => table.Key, table => (IReadOnlyList<LakeFile>)table.Value)), duplicates);

        async Task TakeAsync()
        {
            UnitPart part = await running.Dequeue().ConfigureAwait(false);
            foreach ((string table, LakeFile file) in part.Files)
            {
                if (!tables.TryGetValue(table, out List<LakeFile>? written))
                    tables.Add(table, written = []);
                written.Add(file);
            }

            onRows(part.Files["events"].Rows);
            foreach ((int rank, long count) in part.DuplicatesByFile)
                duplicates[rank] = duplicates.GetValueOrDefault(rank) + count;
        }
    }

    private static IEnumerable<List<SessionRows>> Batches(IEnumerable<SessionRows> sessions)
    {
        List<SessionRows> batch = [];
        int rows = 0;
        foreach (SessionRows session in sessions)
        {
            batch.Add(session);
            rows += session.RowCount;
            if (rows < RowsPerBatch)
                continue;
            yield return batch;
            batch = [];
            rows = 0;
        }

        if (batch.Count > 0)
            yield return batch;
    }
}
