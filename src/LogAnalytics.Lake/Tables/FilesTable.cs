using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Lake.Tables;

/// <summary>The ledger of one server and service.</summary>
public sealed class FilesTable
{
    private readonly TextColumn _fileId = new("file_id");
    private readonly TextColumn _path = new("path");
    private readonly NumberColumn<long> _size = new("size");
    private readonly NumberColumn<long> _lines = new("lines");
    private readonly NumberColumn<long> _headers = new("header_lines");
    private readonly NumberColumn<long> _blanks = new("blank_lines");
    private readonly NumberColumn<long> _events = new("event_lines");
    private readonly NumberColumn<long> _rejected = new("rejected_lines");
    private readonly NumberColumn<long> _duplicates = new("duplicate_lines");
    private readonly NumberColumn<long> _headerBytes = new("header_bytes");
    private readonly NumberColumn<long> _blankBytes = new("blank_bytes");
    private readonly NumberColumn<long> _rowBytes = new("row_bytes");
    private readonly NumberColumn<long> _rejectedBytes = new("rejected_bytes");
    private readonly NumberColumn<long> _pending = new("pending_bytes");
    private readonly TextColumn _lineEnd = new("line_end");
    private readonly NumberColumn<int> _reader = new("reader_version");
    private readonly NullableTimeColumn _first = new("first_time");
    private readonly NullableTimeColumn _last = new("last_time");
    private readonly TextColumn _logType = new("log_type");
    private readonly TextColumn _version = new("version");
    private readonly TextColumn _status = new("status");
    private readonly TextColumn _reason = new("reason");

    public FilesTable() => Columns =
    [
        _fileId, _path, _size, _lines, _headers, _blanks, _events, _rejected, _duplicates, _headerBytes, _blankBytes, _rowBytes, _rejectedBytes,
        _pending, _first, _last, _lineEnd, _reader, _logType, _version, _status, _reason,
    ];

    public IReadOnlyList<Column> Columns { get; }

    public void Add(LedgerRow row)
    {
        _fileId.Add(row.FileId);
        _path.Add(row.Path);
        _size.Add(row.Size);
        _lines.Add(row.Lines);
        _headers.Add(row.HeaderLines);
        _blanks.Add(row.BlankLines);
        _events.Add(row.EventLines);
        _rejected.Add(row.RejectedLines);
        _duplicates.Add(row.DuplicateLines);
        _headerBytes.Add(row.HeaderBytes);
        _blankBytes.Add(row.BlankBytes);
        _rowBytes.Add(row.RowBytes);
        _rejectedBytes.Add(row.RejectedBytes);
        _pending.Add(row.PendingBytes);
        _lineEnd.Add(Names.Of(row.LineEnd));
        _reader.Add(row.ReaderVersion);
        _first.Add(row.FirstTimeMicros);
        _last.Add(row.LastTimeMicros);
        _logType.Add(row.LogType);
        _version.Add(row.Version);
        _status.Add(StatusName(row.Status));
        _reason.Add(row.Reason);
    }

    public static async Task<IReadOnlyList<LedgerRow>> ReadAsync(Stream content)
    {
        List<LedgerRow> rows = [];
        await foreach (TableRows group in TableReader.ReadAsync(content).ConfigureAwait(false))
        {
            string?[] fileId = await group.TextAsync("file_id").ConfigureAwait(false);
            string?[] paths = await group.TextAsync("path").ConfigureAwait(false);
            long[] size = await group.LongAsync("size").ConfigureAwait(false);
            long[] lines = await group.LongAsync("lines").ConfigureAwait(false);
            long[] headers = await group.LongAsync("header_lines").ConfigureAwait(false);
            long[] blanks = await group.LongAsync("blank_lines").ConfigureAwait(false);
            long[] events = await group.LongAsync("event_lines").ConfigureAwait(false);
            long[] rejected = await group.LongAsync("rejected_lines").ConfigureAwait(false);
            long[] duplicates = await group.LongAsync("duplicate_lines").ConfigureAwait(false);
            long[] headerBytes = await group.LongAsync("header_bytes").ConfigureAwait(false);
            long[] blankBytes = await group.LongAsync("blank_bytes").ConfigureAwait(false);
            long[] rowBytes = await group.LongAsync("row_bytes").ConfigureAwait(false);
            long[] rejectedBytes = await group.LongAsync("rejected_bytes").ConfigureAwait(false);
            string?[] lineEnd = await group.TextAsync("line_end").ConfigureAwait(false);
            int[] reader = await group.IntAsync("reader_version").ConfigureAwait(false);
            long[] pending = await group.LongAsync("pending_bytes").ConfigureAwait(false);
            long?[] first = await group.NullableTimeAsync("first_time").ConfigureAwait(false);
            long?[] last = await group.NullableTimeAsync("last_time").ConfigureAwait(false);
            string?[] logType = await group.TextAsync("log_type").ConfigureAwait(false);
            string?[] version = await group.TextAsync("version").ConfigureAwait(false);
            string?[] status = await group.TextAsync("status").ConfigureAwait(false);
            string?[] reason = await group.TextAsync("reason").ConfigureAwait(false);
            for (int i = 0; i < fileId.Length; i++)
            {
                rows.Add(new LedgerRow
                {
                    FileId = fileId[i]!,
                    Path = paths[i]!,
                    Size = size[i],
                    Lines = lines[i],
                    HeaderLines = headers[i],
                    BlankLines = blanks[i],
                    EventLines = events[i],
                    RejectedLines = rejected[i],
                    DuplicateLines = duplicates[i],
                    HeaderBytes = headerBytes[i],
                    BlankBytes = blankBytes[i],
                    RowBytes = rowBytes[i],
                    RejectedBytes = rejectedBytes[i],
                    PendingBytes = pending[i],
                    LineEnd = Names.LineEndOf(lineEnd[i]),
                    ReaderVersion = reader[i],
                    FirstTimeMicros = first[i],
                    LastTimeMicros = last[i],
                    LogType = logType[i],
                    Version = version[i],
                    Status = Enum.Parse<FileStatus>(status[i]!, ignoreCase: true),
                    Reason = reason[i],
                });
            }
        }

        return rows;
    }

    private static string StatusName(FileStatus status) => status switch
    {
        FileStatus.Converted => "converted",
        FileStatus.Open => "open",
        FileStatus.Pruned => "pruned",
        _ => "skipped",
    };
}
