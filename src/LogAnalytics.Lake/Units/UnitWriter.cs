using LogAnalytics.Lake.Catalog;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Writes one unit (server × service × day): sessions in order of their id, cut into batches at fixed numbers of rows, so the
/// bytes depend on the content alone. Batches are worked on by several threads and put together in order.
/// </summary>
/// <param name="files">The files of the group, by the ranks that rows carry.</param>
/// <param name="rules">Stamp of the rules in force.</param>
public sealed class UnitWriter(UnitPartWriter parts, IFileOrder files, RowTally tally, string rules, int threads)
{
    // Two row groups of events a file: small enough to keep two cores busy within one day, large enough for few files.
    private const int RowsPerBatch = 240_000;

    // Rows are some 180 bytes long; what they have above SessionRows.UsualRowBytes is limited too, or a batch of the longest would be
    // terabytes.
    private const long LongBytesPerBatch = 16L << 20;

    public async Task<LakeUnit> WriteAsync(UnitKey key, IEnumerable<SessionRows> sessions, Action<long> onRows, CancellationToken cancellation)
    {
        SortedDictionary<string, List<LakeFile>> tables = new(StringComparer.Ordinal);
        int partCount = 0;
        Queue<Task<IReadOnlyDictionary<string, LakeFile>>> running = new();
        try
        {
            foreach (PackedSessions batch in Batches(sessions))
            {
                cancellation.ThrowIfCancellationRequested();
                while (running.Count >= threads)
                    await TakeAsync().ConfigureAwait(false);
                int part = partCount++;
                await parts.ReserveAsync(batch.ByteCount).ConfigureAwait(false);
                running.Enqueue(Task.Run(() => WritePartAsync(key, part, batch, cancellation), CancellationToken.None));
            }

            while (running.Count > 0)
                await TakeAsync().ConfigureAwait(false);
        }
        finally
        {
            // After a failure the other workers still read the rows: wait until none does.
            await Task.WhenAll(running).ContinueWith(_ => { }, TaskScheduler.Default).ConfigureAwait(false);
        }

        return new LakeUnit(key.Day, rules, tables.ToDictionary(table => table.Key, table => (IReadOnlyList<LakeFile>)table.Value));

        async Task TakeAsync()
        {
            IReadOnlyDictionary<string, LakeFile> part = await running.Dequeue().ConfigureAwait(false);
            foreach ((string table, LakeFile file) in part)
            {
                if (!tables.TryGetValue(table, out List<LakeFile>? written))
                    tables.Add(table, written = []);
                written.Add(file);
            }

            onRows(part["events"].Rows);
        }
    }

    private async Task<IReadOnlyDictionary<string, LakeFile>> WritePartAsync(UnitKey key, int part, PackedSessions batch, CancellationToken cancellation)
    {
        long bytes = batch.ByteCount;
        try
        {
            return await parts.WriteAsync(key, part, batch.All(), files, tally, cancellation).ConfigureAwait(false);
        }
        finally
        {
            batch.Dispose();
            parts.Release(bytes);
        }
    }

    private IEnumerable<PackedSessions> Batches(IEnumerable<SessionRows> sessions)
    {
        PackedSessions batch = new();
        int rows = 0;
        long longBytes = 0;
        foreach (SessionRows session in sessions)
        {
            batch.Add(session);
            // Rows that are kept: copies come and go with the way the lake was fed.
            if (session.IsWhole)
            {
                rows += session.RowCount;
                longBytes += session.LongBytes;
            }
            else
            {
                foreach (SplitSession split in SessionSplitter.Split(session, files))
                {
                    rows += split.Rows.Count;
                    longBytes += LongBytesOf(split.Rows);
                }
            }

            if (rows < RowsPerBatch && longBytes < LongBytesPerBatch)
                continue;
            yield return batch;
            batch = new PackedSessions();
            rows = 0;
            longBytes = 0;
        }

        if (!batch.IsEmpty)
            yield return batch;
    }

    private static long LongBytesOf(ArraySegment<StoredRow> rows)
    {
        long bytes = 0;
        foreach (ref readonly StoredRow row in rows.AsSpan())
            bytes += Math.Max(0, row.FieldBytes - SessionRows.UsualRowBytes);
        return bytes;
    }
}
