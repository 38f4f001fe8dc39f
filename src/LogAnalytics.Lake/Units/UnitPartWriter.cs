using System.Collections.Concurrent;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Units;

/// <summary>What one batch of sessions gave: a file per table, and the copies that were dropped.</summary>
public sealed record UnitPart(IReadOnlyDictionary<string, LakeFile> Files, IReadOnlyDictionary<int, long> DuplicatesByFile);

/// <summary>Interprets a batch of sessions and writes its tables; batches of all units run side by side.</summary>
public sealed class UnitPartWriter(LakeFolder lake, ReplyTaxonomy taxonomy, int threads) : IDisposable
{
    // Row groups of about 120 k rows were measured best; larger ones cost memory in the reader and in the writer.
    private const int RowsPerGroup = 120_000;

    // The buffers are megabytes: made once per worker, not once per batch.
    private readonly ConcurrentBag<Worker> _free = [];
    private readonly SemaphoreSlim _places = new(threads);

    public void Dispose() => _places.Dispose();

    public async Task<UnitPart> WriteAsync(UnitKey unit, int part, IReadOnlyList<SessionRows> batch, FileNames files, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await WritePartAsync(unit, part, batch, files).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<UnitPart> WritePartAsync(UnitKey unit, int part, IReadOnlyList<SessionRows> batch, FileNames files)
    {
        if (!_free.TryTake(out Worker? worker))
            worker = new Worker(new SessionInterpreter(taxonomy));
        worker.Begin(unit.PartId(part), files);
        LakeTableWriter[] writers = new LakeTableWriter[worker.Tables.Count];
        for (int i = 0; i < writers.Length; i++)
            writers[i] = await LakeTableWriter.CreateAsync(lake, worker.Tables[i].Name, unit.FileStem(worker.Tables[i].Name), worker.Tables[i].Columns).ConfigureAwait(false);
        Dictionary<int, long> duplicates = [];
        int number = 0;
        foreach (SessionRows rows in batch)
        {
            int split = 0;
            foreach (IReadOnlyList<StoredRow> session in SessionSplitter.Split(rows, CountDuplicate))
                worker.Add(session, number++, split++);
            foreach (LakeTableWriter writer in writers)
            {
                if (writer.Waiting >= RowsPerGroup)
                    await writer.FlushAsync().ConfigureAwait(false);
            }
        }

        Dictionary<string, LakeFile> written = [];
        foreach (LakeTableWriter writer in writers)
        {
            written.Add(writer.Table, await writer.CompleteAsync().ConfigureAwait(false));
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        _free.Add(worker);
        return new UnitPart(written, duplicates);

        void CountDuplicate(StoredRow row) => duplicates[row.FileRank] = duplicates.GetValueOrDefault(row.FileRank) + 1;
    }

    // The tables of one part while it is filled.
    private sealed class Worker
    {
        private readonly SessionInterpreter _interpreter;
        private readonly EventsTable _events = new();
        private readonly SessionsTable _sessions = new();
        private readonly MessagesTable _messages = new();
        private readonly RecipientsTable _recipients = new();
        private readonly PartFilesTable _partFiles = new();
        private readonly Func<int, int> _fileNumberOf;
        private FileNames _files = null!;
        private long _partId;

        public Worker(SessionInterpreter interpreter)
        {
            _interpreter = interpreter;
            _fileNumberOf = rank => _partFiles.NumberOf(_partId, rank, _files.FileIdOf);
            Tables =
            [
                ("events", _events.Columns), ("sessions", _sessions.Columns), ("messages", _messages.Columns),
                ("recipients", _recipients.Columns), ("part_files", _partFiles.Columns),
            ];
        }

        public IReadOnlyList<(string Name, IReadOnlyList<Column> Columns)> Tables { get; }

        public void Begin(long partId, FileNames files)
        {
            _partId = partId;
            _files = files;
            _partFiles.Reset();
        }

        public void Add(IReadOnlyList<StoredRow> rows, int number, int split)
        {
            SessionConstants constants = SessionConstants.Of(rows);
            _events.Add(_partId, number, rows, constants, _fileNumberOf);
            RowPlace first = new(rows[0].FileRank, rows[0].LineNumber);
            WrittenSession written = new(_interpreter.Interpret(rows), _partId, number, split, first, constants);
            _sessions.Add(written, _fileNumberOf);
            foreach (SmtpMessage message in written.Session.Messages)
            {
                _messages.Add(written, message, _fileNumberOf);
                foreach (RecipientAttempt recipient in message.Recipients)
                    _recipients.Add(written, message, recipient, _fileNumberOf);
            }
        }
    }
}
