using System.Text;
using System.Text.Json;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs;

/// <summary>What the reader gave for one file.</summary>
internal sealed class Reading : ILogLineSink
{
    private readonly int _fileRank;

    private Reading(int fileRank, int maxLineBytes)
    {
        _fileRank = fileRank;
        Reader = new SendLogReader(this, maxLineBytes);
    }

    public SendLogReader Reader { get; }

    public FileAccount Account => Reader.Account;

    public List<StoredRow> Rows { get; } = [];

    public List<(RejectReason Reason, byte[] Raw, LinePosition Place)> Rejects { get; } = [];

    public static Reading Of(string text, int fileRank = 0, bool tailMayGrow = false) => Of(Encoding.UTF8.GetBytes(text), fileRank, tailMayGrow);

    public static Reading Of(byte[] bytes, int fileRank = 0, bool tailMayGrow = false, int maxLineBytes = SendLogReader.DefaultMaxLineBytes) =>
        Of(new MemoryStream(bytes), fileRank, tailMayGrow, maxLineBytes);

    public static Reading Of(Stream stream, int fileRank = 0, bool tailMayGrow = false, int maxLineBytes = SendLogReader.DefaultMaxLineBytes)
    {
        Reading reading = new(fileRank, maxLineBytes);
        reading.Reader.Read(stream, tailMayGrow, CancellationToken.None);
        return reading;
    }

    public void OnRow(in SendLogRow row, LinePosition position)
    {
        byte[] record = new byte[StoredRow.SizeOf(row)];
        StoredRow.Write(record, row, position, _fileRank);
        Rows.Add(new StoredRow(record));
    }

    public void OnReject(RejectReason reason, ReadOnlySpan<byte> line, LinePosition position) =>
        Rejects.Add((reason, line.ToArray(), position));

    /// <summary>All that was read, as one text that two readings can be compared by.</summary>
    public string Fingerprint() =>
        string.Join('\n', Rows.Select(row => Convert.ToHexString(row.Bytes.Span))
            .Concat(Rejects.Select(reject => $"{reject.Reason} {reject.Place} {Convert.ToHexString(reject.Raw)}"))
            .Append(JsonSerializer.Serialize(Account)).Append(Reader.RefusedBecause));
}

/// <summary>Rows to sessions, the way the lake does it: stitch, join fragments by id, split.</summary>
internal static class Stitching
{
    public static List<IReadOnlyList<StoredRow>> Sessions(
        IEnumerable<StoredRow> rows, long maxOpenBytes = long.MaxValue, List<StoredRow>? duplicates = null, List<SessionRows>? fragments = null)
    {
        SortedDictionary<string, SessionRows> joined = new(StringComparer.Ordinal);
        SessionStitcher stitcher = new(
            fragment =>
            {
                fragments?.Add(fragment);
                string id = Convert.ToHexString(fragment.SessionId);
                if (joined.TryGetValue(id, out SessionRows? known))
                    known.Append(fragment);
                else
                    joined.Add(id, SessionRows.FromRecords(fragment.SessionId, fragment.Bytes.ToArray(), fragment.ByteCount));
            },
            maxOpenBytes);
        foreach (StoredRow row in rows)
            stitcher.Add(RowOf(row), new LinePosition(row.LineNumber, row.ByteOffset), row.FileRank);
        stitcher.CloseAll();
        return [.. joined.Values.SelectMany(session => SessionSplitter.Split(session, row => duplicates?.Add(row)))];
    }

    public static List<SmtpSession> Interpret(IEnumerable<StoredRow> rows, long maxOpenBytes = long.MaxValue)
    {
        SessionInterpreter interpreter = new(ReplyTaxonomy.BuiltIn);
        return [.. Sessions(rows, maxOpenBytes).Select(interpreter.Interpret)];
    }

    /// <summary>The only session of a log.</summary>
    public static SmtpSession Interpret(LogWriter log)
    {
        Reading reading = Reading.Of(log.Text);
        Assert.Empty(reading.Rejects);
        return Assert.Single(Interpret(reading.Rows));
    }

    public static string Fingerprint(IEnumerable<SmtpSession> sessions) => JsonSerializer.Serialize(sessions);

    public static SendLogRow RowOf(StoredRow row) => new()
    {
        TimeMicros = row.TimeMicros,
        SequenceNumber = row.SequenceNumber,
        ConnectorId = row.ConnectorId.Span,
        SessionId = row.SessionId.Span,
        LocalEndpoint = row.LocalEndpoint.Span,
        RemoteEndpoint = row.RemoteEndpoint.Span,
        Event = row.Event.Span,
        Data = row.Data.Span,
        Context = row.Context.Span,
    };

    public static string TextOf(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
