using System.Collections.Concurrent;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Units;

/// <summary>Interprets a batch of sessions and writes its tables; batches of all units run side by side.</summary>
/// <param name="memory">For the rows of all batches that wait or are worked on, and of the process.</param>
public sealed class UnitPartWriter(LakeFolder lake, ReplyTaxonomy taxonomy, MemoryPlan memory) : IDisposable
{
    // Row groups of about 120 k rows were measured best; larger ones cost memory in the reader and in the writer.
    private const int RowsPerGroup = 120_000;

    // The buffers are megabytes: made once per worker, not once per batch.
    private readonly ConcurrentBag<Worker> _free = [];
    private readonly SemaphoreSlim _places = new(memory.Threads);
    private readonly MemoryGate _gate = new(memory.BatchBytes);
    private readonly ResidentLimit _limit = new(memory.TotalBytes);

    public void Dispose() => _places.Dispose();

    /// <summary>Collects garbage if the process has grown too large.</summary>
    public void CheckMemory() => _limit.Check();

    /// <summary>Waits until there is memory for a batch; it is given back with <see cref="Release"/>.</summary>
    public Task ReserveAsync(long bytes) => _gate.EnterAsync(bytes);

    public void Release(long bytes) => _gate.Leave(bytes);

    /// <returns>Table name → its file.</returns>
    public async Task<IReadOnlyDictionary<string, LakeFile>> WriteAsync(
        UnitKey unit, int part, IEnumerable<SessionRows> sessions, IFileOrder files, RowTally tally, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return WritePart(unit, part, sessions, files, tally);
        }
        finally
        {
            _places.Release();
        }
    }

    private IReadOnlyDictionary<string, LakeFile> WritePart(
        UnitKey unit, int part, IEnumerable<SessionRows> sessions, IFileOrder files, RowTally tally)
    {
        if (!_free.TryTake(out Worker? worker))
            worker = new Worker(taxonomy);
        worker.Begin(unit, part, files.FileIdOf);
        LakeTableWriter[] writers = new LakeTableWriter[worker.Tables.Count];
        for (int i = 0; i < writers.Length; i++)
            writers[i] = new LakeTableWriter(lake, worker.Tables[i].Name, unit.FileStem(worker.Tables[i].Name), worker.Tables[i].File);
        int number = 0;
        foreach (SessionRows rows in sessions)
        {
            if (SessionSplitter.TryTakeWhole(rows, ref worker.Rows, out SplitSession whole))
            {
                worker.Add(whole, number++, 0);
            }
            else
            {
                int split = 0;
                foreach (SplitSession session in SessionSplitter.Split(rows, files))
                    worker.Add(session, number++, split++);
            }

            foreach (LakeTableWriter writer in writers)
            {
                if (writer.Waiting < RowsPerGroup)
                    continue;
                writer.Flush();
                CheckMemory();
            }
        }

        worker.Complete();
        Dictionary<string, LakeFile> written = [];
        foreach (LakeTableWriter writer in writers)
        {
            written.Add(writer.Table, writer.Complete());
            writer.Dispose();
        }

        worker.CountInto(tally);
        worker.Trim();
        _free.Add(worker);
        CheckMemory();
        return written;
    }

    // The tables of one part while it is filled.
    private sealed class Worker
    {
        private const int MostKeptRows = 1 << 14;

        /// <summary>Of the session at hand.</summary>
        public StoredRow[] Rows = new StoredRow[256];

        private readonly SessionInterpreter _interpreter;
        private readonly EventsTable _events = new();
        private readonly SessionsTable _sessions = new();
        private readonly MessagesTable _messages = new();
        private readonly RecipientsTable _recipients = new();
        private readonly SessionKindsTable _kinds = new();
        private readonly ConnectorDomainsTable _domains = new();
        private readonly CopiesTable _copies = new();
        private readonly PartFilesTable _partFiles = new();
        private readonly TextsTable _texts;
        private readonly Func<int, int> _fileNumberOf;
        private readonly Dictionary<int, (long Events, long Copies)> _rowsByRank = [];
        private readonly HashSet<(int File, long Line)> _lines = [];
        private Func<int, string> _fileIdOf = null!;
        private long _partId;
        private int _partNumber;

        public Worker(ReplyTaxonomy taxonomy)
        {
            _interpreter = new SessionInterpreter(taxonomy);
            _texts = new TextsTable(taxonomy);
            _fileNumberOf = rank => _partFiles.NumberOf(_partId, rank, _fileIdOf);
            Tables =
            [
                ("events", new(_events.Columns)), ("sessions", new(_sessions.Columns)), ("messages", new(_messages.Columns)),
                ("recipients", new(_recipients.Columns)), ("session_kinds", new(_kinds.Columns)), ("connector_domains", new(_domains.Columns)),
                ("copies", new(_copies.Columns)), ("part_files", new(_partFiles.Columns)), ("texts", new(_texts.Columns)),
            ];
        }

        public IReadOnlyList<(string Name, TableFile File)> Tables { get; }

        public void Begin(UnitKey unit, int part, Func<int, string> fileIdOf)
        {
            _partId = unit.PartId(part);
            _partNumber = part;
            _fileIdOf = fileIdOf;
            _partFiles.Reset();
            _texts.Reset();
            _rowsByRank.Clear();
        }

        public void Add(SplitSession split, int number, int splitNumber)
        {
            ReadOnlySpan<StoredRow> rows = split.Rows;
            SessionConstants constants = SessionConstants.Of(rows);
            _events.Add(_partId, number, rows, constants, _texts, _fileNumberOf);
            RowPlace first = new(rows[0].FileRank, rows[0].LineNumber);
            SmtpSession session = _interpreter.Interpret(rows, constants);
            WrittenSession written = new(session, _partId, number, splitNumber, _kinds.Count(session), first, constants);
            _sessions.Add(written, _fileNumberOf);
            foreach (SmtpMessage message in session.Messages)
            {
                _messages.Add(written, message, _fileNumberOf);
                foreach (RecipientAttempt recipient in message.Recipients)
                {
                    _recipients.Add(written, message, recipient, _fileNumberOf);
                    _domains.Count(session, recipient);
                }
            }

            _interpreter.Recycle(session);
            CountEvents(rows);
            AddCopies(number, split);
        }

        /// <summary>Fills the tables that are summed up over the part.</summary>
        public void Complete()
        {
            _kinds.Complete(_partId, _partNumber);
            _domains.Complete(_partId);
        }

        /// <summary>A huge session must not hold its memory until the end of the run.</summary>
        public void Trim()
        {
            if (Rows.Length > MostKeptRows)
                Rows = [];
        }

        public void CountInto(RowTally tally)
        {
            foreach ((int rank, (long events, long copies)) in _rowsByRank)
                tally.Add(_fileIdOf(rank), events, copies);
        }

        // The same line of the same content under two paths is one line.
        private void AddCopies(int sessionNumber, SplitSession session)
        {
            _lines.Clear();
            foreach (RowCopy copy in session.Copies)
            {
                StoredRow owner = session.Rows[copy.OwnerIndex];
                int number = _fileNumberOf(copy.Row.FileRank);
                bool isOwner = copy.Row.LineNumber == owner.LineNumber && number == _fileNumberOf(owner.FileRank);
                if (isOwner || !_lines.Add((number, copy.Row.LineNumber)))
                    continue;
                _copies.Add(_partId, sessionNumber, copy, number);
                Count(copy.Row.FileRank, 0, 1);
            }
        }

        private void CountEvents(ReadOnlySpan<StoredRow> rows)
        {
            for (int count; rows.Length > 0; rows = rows[count..])
            {
                count = StoredRow.CountOfFirstFile(rows);
                Count(rows[0].FileRank, count, 0);
            }
        }

        private void Count(int fileRank, int events, int copies)
        {
            ref (long Events, long Copies) count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_rowsByRank, fileRank, out _);
            count.Events += events;
            count.Copies += copies;
        }
    }
}
