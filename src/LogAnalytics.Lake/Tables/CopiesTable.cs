using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// One row per log row that repeats another (same session key, sequence number, time and bytes): where it stands, and which event it
/// repeats. Its text is that event's, so every file can be written again.
/// </summary>
public sealed class CopiesTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly NumberColumn<int> _session = new("session_number");
    private readonly NumberColumn<int> _row = new("row_index");
    private readonly NumberColumn<int> _file = new("file_number");
    private readonly NumberColumn<long> _line = new("line_number");
    private readonly NumberColumn<long> _offset = new("byte_offset");

    public CopiesTable() => Columns = [_part, _session, _row, _file, _line, _offset];

    public IReadOnlyList<Column> Columns { get; }

    /// <param name="copy">Its <see cref="RowCopy.OwnerIndex"/> counts the rows of the session from 0.</param>
    public void Add(long partId, int sessionNumber, RowCopy copy, int fileNumber)
    {
        _part.Add(partId);
        _session.Add(sessionNumber);
        _row.Add(copy.OwnerIndex);
        _file.Add(fileNumber);
        _line.Add(copy.Row.LineNumber);
        _offset.Add(copy.Row.ByteOffset);
    }
}
