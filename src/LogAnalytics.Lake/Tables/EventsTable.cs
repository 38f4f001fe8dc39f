using System.Text;
using System.Text.Unicode;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// One row per log row, the rows of a session together and in order. What is constant in a session (server, connector, endpoints)
/// stands in its sessions row once; <c>overrides</c> holds the exceptions (connector, local and remote endpoint, event). <c>data_raw</c> holds the bytes where <c>data</c> is
/// not valid UTF-8, <c>row_raw</c> the stored record where another text is not.
/// </summary>
public sealed class EventsTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly NumberColumn<int> _session = new("session_number");
    private readonly NumberColumn<int> _sequence = new("sequence_number");
    private readonly TimeColumn _time = new("time");
    private readonly NumberColumn<int> _event = new("event_code");
    private readonly Utf8Column _data = new("data");
    private readonly Utf8Column _context = new("context");
    private readonly UniqueTextColumn _overrides = new("overrides");
    private readonly BytesColumn _dataRaw = new("data_raw");
    private readonly BytesColumn _rowRaw = new("row_raw");
    private readonly NumberColumn<int> _file = new("file_number");
    private readonly NumberColumn<long> _line = new("line_number");
    private readonly NumberColumn<long> _offset = new("byte_offset");

    public EventsTable() => Columns =
    [
        _part, _session, _sequence, _time, _event, _data, _context, _overrides, _dataRaw, _rowRaw, _file, _line, _offset,
    ];

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Adds the rows of one session.</summary>
    /// <param name="number">Number of the session in its part.</param>
    /// <param name="fileNumberOf">File rank → number of the file in the part.</param>
    public void Add(long partId, int number, IReadOnlyList<StoredRow> rows, SessionConstants constants, Func<int, int> fileNumberOf)
    {
        foreach (StoredRow row in rows)
        {
            _part.Add(partId);
            _session.Add(number);
            _sequence.Add(row.SequenceNumber);
            _time.Add(row.TimeMicros);
            _event.Add(EventCodes.CodeOf(row.Event.Span));
            _overrides.Add(Overrides(row, constants));
            if (Ascii.IsValid(row.AllTexts))
                AddExact(row);
            else
                AddChecked(row);
            _file.Add(fileNumberOf(row.FileRank));
            _line.Add(row.LineNumber);
            _offset.Add(row.ByteOffset);
        }
    }

    // Line ends cannot stand in a field, so they part the four texts. Null, nearly always: the row has what its session has.
    private static string? Overrides(StoredRow row, SessionConstants constants)
    {
        ReadOnlySpan<byte> local = row.SequenceNumber >= constants.LocalFromSequence ? constants.LocalEndpoint.Span : [];
        bool isUsual = row.ConnectorId.Span.SequenceEqual(constants.ConnectorId.Span)
            && row.LocalEndpoint.Span.SequenceEqual(local)
            && row.RemoteEndpoint.Span.SequenceEqual(constants.RemoteEndpoint.Span)
            && EventCodes.IsCoded(row.Event.Span);
        return isUsual ? null : string.Join(
            EventOverrides.Separator,
            Encoding.UTF8.GetString(row.ConnectorId.Span), Encoding.UTF8.GetString(row.LocalEndpoint.Span),
            Encoding.UTF8.GetString(row.RemoteEndpoint.Span), Encoding.UTF8.GetString(row.Event.Span));
    }

    private void AddExact(StoredRow row)
    {
        _data.Add(row.Data);
        _context.Add(row.Context);
        _dataRaw.Add(null);
        _rowRaw.Add(null);
    }

    // Some text is not ASCII: what is not valid UTF-8 either is shown with U+FFFD, and its bytes are kept.
    private void AddChecked(StoredRow row)
    {
        _data.Add(Shown(row.Data));
        _context.Add(Shown(row.Context));
        _dataRaw.Add(Utf8.IsValid(row.Data.Span) ? null : row.Data.ToArray());
        bool isExact = Utf8.IsValid(row.ConnectorId.Span) && Utf8.IsValid(row.SessionId.Span) && Utf8.IsValid(row.LocalEndpoint.Span)
            && Utf8.IsValid(row.RemoteEndpoint.Span) && Utf8.IsValid(row.Event.Span) && Utf8.IsValid(row.Context.Span);
        _rowRaw.Add(isExact ? null : WithoutRank(row));
    }

    // Ranks depend on what else is in the lake.
    private static byte[] WithoutRank(StoredRow row)
    {
        byte[] record = row.Bytes.ToArray();
        StoredRow.SetFileRank(record, 0);
        return record;
    }

    private static ReadOnlyMemory<byte> Shown(ReadOnlyMemory<byte> bytes) =>
        Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
}
