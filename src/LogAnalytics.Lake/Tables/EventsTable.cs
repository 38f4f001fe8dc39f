using System.Text.Unicode;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// One row per log row, the rows of a session together and in order. <c>data_raw</c> holds the bytes where <c>data</c> is not
/// valid UTF-8, <c>row_raw</c> the stored record where another text is not.
/// </summary>
public sealed class EventsTable
{
    private readonly TextColumn _service = new("service");
    private readonly TextColumn _connector = new("connector_id");
    private readonly TextColumn _session = new("session_id");
    private readonly IntColumn _split = new("session_split");
    private readonly IntColumn _sequence = new("sequence_number");
    private readonly TimeColumn _time = new("time");
    private readonly TextColumn _local = new("local_endpoint");
    private readonly TextColumn _remote = new("remote_endpoint");
    private readonly TextColumn _event = new("event");
    private readonly Utf8Column _data = new("data");
    private readonly Utf8Column _context = new("context");
    private readonly BytesColumn _dataRaw = new("data_raw");
    private readonly BytesColumn _rowRaw = new("row_raw");
    private readonly TextColumn _file = new("file_id");
    private readonly LongColumn _line = new("line_number");
    private readonly LongColumn _offset = new("byte_offset");
    private readonly TextPool _texts = new();

    public EventsTable() => Columns =
    [
        _service, _connector, _session, _split, _sequence, _time, _local, _remote, _event, _data, _context, _dataRaw, _rowRaw,
        _file, _line, _offset,
    ];

    public IReadOnlyList<Column> Columns { get; }

    public int Count => _sequence.Count;

    /// <param name="split">Number of the session among those that share a placeholder id; 0 otherwise.</param>
    public void Add(string service, int split, StoredRow row, string fileId)
    {
        _service.Add(service);
        _connector.Add(_texts.Get(row.ConnectorId.Span));
        _session.Add(_texts.Get(row.SessionId.Span));
        _split.Add(split);
        _sequence.Add(row.SequenceNumber);
        _time.Add(row.TimeMicros);
        _local.Add(_texts.Get(row.LocalEndpoint.Span));
        _remote.Add(_texts.Get(row.RemoteEndpoint.Span));
        _event.Add(_texts.Get(row.Event.Span));
        (ReadOnlyMemory<byte> data, bool dataIsExact) = Exact(row.Data);
        (ReadOnlyMemory<byte> context, bool contextIsExact) = Exact(row.Context);
        _data.Add(data);
        _context.Add(context);
        _dataRaw.Add(dataIsExact ? null : row.Data.ToArray());
        bool isExact = contextIsExact && Utf8.IsValid(row.ConnectorId.Span) && Utf8.IsValid(row.SessionId.Span)
            && Utf8.IsValid(row.LocalEndpoint.Span) && Utf8.IsValid(row.RemoteEndpoint.Span) && Utf8.IsValid(row.Event.Span);
        _rowRaw.Add(isExact ? null : row.Bytes.ToArray());
        _file.Add(fileId);
        _line.Add(row.LineNumber);
        _offset.Add(row.ByteOffset);
    }

    private static (ReadOnlyMemory<byte> Text, bool IsExact) Exact(ReadOnlyMemory<byte> bytes) =>
        Utf8.IsValid(bytes.Span)
            ? (bytes, true)
            : (System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(bytes.Span)), false);
}
