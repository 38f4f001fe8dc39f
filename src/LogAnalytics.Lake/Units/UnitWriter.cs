using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Writes one unit (server × service × day): sessions in order of their id, cut into batches at fixed numbers of rows, so the
/// bytes depend on the content alone. Batches are worked on by several threads and put together in order.
/// </summary>
public sealed class UnitWriter(FileNames files, LakeFolder lake, ReplyTaxonomy taxonomy, int threads)
{
    // Row groups of about 120 k rows were measured best; larger ones cost memory in the reader and in the writer.
    private const int RowsPerBatch = 120_000;
    private const int RowsPerGroup = 100_000;

    private readonly UnitPartWriter _parts = new(files, lake, taxonomy);

    /// <returns>The unit, and how many copies were dropped per file rank.</returns>
    public async Task<(LakeUnit Unit, Dictionary<int, long> Duplicates)> WriteAsync(
        UnitKey key, IEnumerable<SessionRows> sessions, Action<long> onRows, CancellationToken cancellation)
    {
        List<LakeFile> eventFiles = [];
        Dictionary<int, long> duplicates = [];
        await using SessionTables tables = await SessionTables.CreateAsync(key, lake, files).ConfigureAwait(false);
        Queue<Task<UnitPart>> running = new();
        foreach (List<SessionRows> batch in Batches(sessions))
        {
            cancellation.ThrowIfCancellationRequested();
            // One more than there are threads: a worker never waits for the merge.
            while (running.Count > threads)
                await TakeAsync().ConfigureAwait(false);
            running.Enqueue(Task.Run(() => _parts.WriteAsync(key, batch), cancellation));
        }

        while (running.Count > 0)
            await TakeAsync().ConfigureAwait(false);
        Dictionary<string, IReadOnlyList<LakeFile>> written = await tables.CompleteAsync().ConfigureAwait(false);
        written.Add("events", eventFiles);
        return (new LakeUnit(key.Day, written), duplicates);

        async Task TakeAsync()
        {
            UnitPart part = await running.Dequeue().ConfigureAwait(false);
            eventFiles.Add(part.Events);
            onRows(part.Events.Rows);
            foreach ((int rank, long count) in part.DuplicatesByFile)
                duplicates[rank] = duplicates.GetValueOrDefault(rank) + count;
            foreach (WrittenSession session in part.Sessions)
                await tables.AddAsync(session).ConfigureAwait(false);
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

    // The three tables that have fewer rows than events: one file each per unit.
    private sealed class SessionTables : IAsyncDisposable
    {
        private readonly SessionsTable _sessions = new();
        private readonly MessagesTable _messages = new();
        private readonly RecipientsTable _recipients = new();
        private readonly UnitKey _key;
        private readonly FileNames _files;
        private readonly List<LakeTableWriter> _writers = [];

        private SessionTables(UnitKey key, FileNames files)
        {
            _key = key;
            _files = files;
        }

        public static async Task<SessionTables> CreateAsync(UnitKey key, LakeFolder lake, FileNames files)
        {
            SessionTables tables = new(key, files);
            tables._writers.Add(await LakeTableWriter.CreateAsync(lake, key, "sessions", tables._sessions.Columns).ConfigureAwait(false));
            tables._writers.Add(await LakeTableWriter.CreateAsync(lake, key, "messages", tables._messages.Columns).ConfigureAwait(false));
            tables._writers.Add(await LakeTableWriter.CreateAsync(lake, key, "recipients", tables._recipients.Columns).ConfigureAwait(false));
            return tables;
        }

        public async Task AddAsync(WrittenSession written)
        {
            _sessions.Add(_key.Service, written, _files.FileIdOf);
            foreach (SmtpMessage message in written.Session.Messages)
            {
                _messages.Add(_key.Service, written, message, _files.FileIdOf);
                foreach (RecipientAttempt recipient in message.Recipients)
                    _recipients.Add(_key.Service, written, message, recipient, _files.FileIdOf);
            }

            if (_sessions.Count >= RowsPerGroup)
                await _writers[0].FlushAsync().ConfigureAwait(false);
            if (_messages.Count >= RowsPerGroup)
                await _writers[1].FlushAsync().ConfigureAwait(false);
            if (_recipients.Count >= RowsPerGroup)
                await _writers[2].FlushAsync().ConfigureAwait(false);
        }

        public async Task<Dictionary<string, IReadOnlyList<LakeFile>>> CompleteAsync()
        {
            Dictionary<string, IReadOnlyList<LakeFile>> written = [];
            foreach (LakeTableWriter writer in _writers)
            {
                LakeFile? file = await writer.CompleteAsync().ConfigureAwait(false);
                written.Add(writer.Table, file is null ? [] : [file]);
            }

            return written;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (LakeTableWriter writer in _writers)
                await writer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
