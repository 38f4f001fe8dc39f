using System.Buffers;
using System.Text;
using System.Text.Json;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Tests.SendLogs;

/// <summary>What the reader gave for one file.</summary>
internal sealed class Reading : ILogLineSink
{
    private readonly int _fileRank;
    private readonly List<(long Offset, byte[] Bytes)> _pieces = [];
    private readonly List<SendLogRowText> _rowTexts = [];

    private Reading(int fileRank, int maxLineBytes)
    {
        _fileRank = fileRank;
        Reader = new SendLogReader(this, maxLineBytes);
    }

    public SendLogReader Reader { get; }

    public FileAccount Account => Reader.Account;

    public List<StoredRow> Rows { get; } = [];

    public List<(RejectReason Reason, byte[] Raw, LinePosition Place)> Rejects { get; } = [];

    public List<(KeptKind Kind, LinePosition Place)> Kept { get; } = [];

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
        Rows.Add(StoredRow.Of(row, position, _fileRank));
        ArrayBufferWriter<byte> text = new();
        RowText.Append(text, row);
        _rowTexts.Add(new SendLogRowText(position, text.WrittenMemory));
    }

    public void OnReject(RejectReason reason, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
    {
        Rejects.Add((reason, text.ToArray(), position));
        _pieces.Add((position.ByteOffset, [.. text, .. end.Bytes()]));
    }

    public void OnKept(KeptKind kind, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
    {
        Kept.Add((kind, position));
        _pieces.Add((position.ByteOffset, [.. text, .. end.Bytes()]));
    }

    /// <summary>The file again, from the rows as they would be written and from what was kept.</summary>
    public byte[] WrittenAgain()
    {
        HashSet<long> odd = [.. Kept.Where(kept => kept.Kind == KeptKind.OddRow).Select(kept => kept.Place.LineNumber)];
        IEnumerable<(long Offset, byte[] Bytes)> rows = _rowTexts.Where(row => !odd.Contains(row.Place.LineNumber))
            .Select(row => (row.Place.ByteOffset, (byte[])[.. row.Text.Span, .. Reader.UsualEnd.Bytes()]));
        List<byte> file = [];
        foreach ((long offset, byte[] bytes) in rows.Concat(_pieces).OrderBy(piece => piece.Offset))
        {
            Assert.Equal(file.Count, offset);
            file.AddRange(bytes);
        }

        return [.. file];
    }

    /// <summary>All that was read, as one text that two readings can be compared by.</summary>
    public string Fingerprint() =>
        string.Join('\n', Rows.Select(Describe)
            .Concat(Rejects.Select(reject => $"{reject.Reason} {reject.Place} {Convert.ToHexString(reject.Raw)}"))
            .Concat(_pieces.Select(piece => $"{piece.Offset} {Convert.ToHexString(piece.Bytes)}"))
            .Append(JsonSerializer.Serialize(Account)).Append(Reader.RefusedBecause));

    private static string Describe(StoredRow row) => string.Join(
        ' ', row.TimeMicros, row.LineNumber, row.ByteOffset, row.FileRank, row.SequenceNumber,
        string.Join(' ', new[] { row.SessionId, row.ConnectorId, row.LocalEndpoint, row.RemoteEndpoint, row.Event, row.Data, row.Context }.Select(text => Convert.ToHexString(text.Span))));
}

/// <summary>A row as Exchange would write it, and where it stood.</summary>
internal sealed record SendLogRowText(LinePosition Place, ReadOnlyMemory<byte> Text);

/// <summary>Rows to sessions, the way the lake does it: stitch, join fragments by id, split.</summary>
internal static class Stitching
{
    public static List<IReadOnlyList<StoredRow>> Sessions(
        IEnumerable<StoredRow> rows, long maxOpenBytes = long.MaxValue, List<StoredRow>? duplicates = null, List<SessionRows>? fragments = null)
    {
        SortedDictionary<string, SessionRows> joined = new(StringComparer.Ordinal);
        LogTexts texts = new();
        SessionStitcher stitcher = new(
            texts,
            fragment =>
            {
                fragments?.Add(fragment);
                string id = Convert.ToHexString(fragment.SessionId);
                if (joined.TryGetValue(id, out SessionRows? known))
                    known.Append(fragment);
                else
                    joined.Add(id, Copy(fragment));
            },
            maxOpenBytes);
        foreach (StoredRow row in rows)
            stitcher.Add(row.ToRow(), new LinePosition(row.LineNumber, row.ByteOffset), row.FileRank);
        stitcher.CloseAll();
        List<SplitSession> sessions = [.. joined.Values.SelectMany(rows => SessionSplitter.Split(rows, Comparer<int>.Default))];
        duplicates?.AddRange(sessions.SelectMany(session => session.Copies.Select(copy => copy.Row)));
        return [.. sessions.Select(session => session.Rows)];
    }

    private static SessionRows Copy(SessionRows fragment)
    {
        byte[] block = new byte[fragment.MostPackedBytes];
        fragment.Pack(block);
        return SessionRows.Unpack(fragment.Texts, block, 0);
    }

    public static List<SmtpSession> Interpret(IEnumerable<StoredRow> rows, long maxOpenBytes = long.MaxValue)
    {
        SessionInterpreter interpreter = new(ReplyTaxonomy.BuiltIn);
        return [.. Sessions(rows, maxOpenBytes).Select(session => interpreter.Interpret([.. session]))];
    }

    /// <summary>The only session of a log.</summary>
    public static SmtpSession Interpret(LogWriter log)
    {
        Reading reading = Reading.Of(log.Text);
        Assert.Empty(reading.Rejects);
        return Assert.Single(Interpret(reading.Rows));
    }

    public static Endpoint EndpointOf(string? address, int? port, string text) =>
        new(address is null ? null : Utf8Text.Of(address), port, Utf8Text.Of(text));

    public static string Fingerprint(IEnumerable<SmtpSession> sessions) => JsonSerializer.Serialize(sessions);

    public static string TextOf(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
