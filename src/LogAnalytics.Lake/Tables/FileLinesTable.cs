using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Lines;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// Bytes of a file that its events do not give back: a reject, or what was kept beside the rows. Blank lines that follow one another
/// can be one: the place of the first, the bytes of all, the end of the last.
/// </summary>
/// <param name="Kind">A reject reason, or a kind of kept bytes.</param>
/// <param name="Text">Without the line end.</param>
public sealed record FileLine(string FileId, long LineNumber, long ByteOffset, string Kind, byte[] Text, LineEnd End);

/// <summary>
/// Header and blank lines, oddly spelled rows, rejected lines, the byte order mark and unfinished tails, with their bytes. With the
/// events and their copies they are the whole file.
/// </summary>
public sealed class FileLinesTable
{
    private readonly TextColumn _file = new("file_id");
    private readonly NumberColumn<long> _line = new("line_number");
    private readonly NumberColumn<long> _offset = new("byte_offset");
    private readonly TextColumn _kind = new("kind");
    private readonly BytesColumn _raw = new("raw");
    private readonly TextColumn _end = new("line_end");

    public FileLinesTable() => Columns = [_file, _line, _offset, _kind, _raw, _end];

    public IReadOnlyList<Column> Columns { get; }

    public void Add(FileLine row)
    {
        _file.Add(row.FileId);
        _line.Add(row.LineNumber);
        _offset.Add(row.ByteOffset);
        _kind.Add(row.Kind);
        _raw.Add(row.Text);
        _end.Add(Names.Of(row.End));
    }

    public static async IAsyncEnumerable<FileLine> ReadAsync(Stream content)
    {
        await foreach (TableRows group in TableReader.ReadAsync(content).ConfigureAwait(false))
        {
            string?[] file = await group.TextAsync("file_id").ConfigureAwait(false);
            long[] line = await group.LongAsync("line_number").ConfigureAwait(false);
            long[] offset = await group.LongAsync("byte_offset").ConfigureAwait(false);
            string?[] kind = await group.TextAsync("kind").ConfigureAwait(false);
            byte[]?[] raw = await group.BytesAsync("raw").ConfigureAwait(false);
            string?[] end = await group.TextAsync("line_end").ConfigureAwait(false);
            for (int i = 0; i < file.Length; i++)
                yield return new FileLine(file[i]!, line[i], offset[i], kind[i]!, raw[i] ?? [], Names.LineEndOf(end[i]));
        }
    }
}
