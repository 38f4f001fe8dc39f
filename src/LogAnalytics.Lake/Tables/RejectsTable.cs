using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Lake.Tables;

/// <summary>A line that could not be read.</summary>
public sealed record RejectRow(string FileId, long LineNumber, long ByteOffset, string Reason, byte[] Raw);

/// <summary>The rejected lines of one server and service, with their bytes.</summary>
public sealed class RejectsTable
{
    private readonly TextColumn _file = new("file_id");
    private readonly NumberColumn<long> _line = new("line_number");
    private readonly NumberColumn<long> _offset = new("byte_offset");
    private readonly TextColumn _reason = new("reason");
    private readonly BytesColumn _raw = new("raw");

    public RejectsTable() => Columns = [_file, _line, _offset, _reason, _raw];

    public IReadOnlyList<Column> Columns { get; }

    public void Add(RejectRow row)
    {
        _file.Add(row.FileId);
        _line.Add(row.LineNumber);
        _offset.Add(row.ByteOffset);
        _reason.Add(row.Reason);
        _raw.Add(row.Raw);
    }

    public static async Task<IReadOnlyList<RejectRow>> ReadAsync(string path)
    {
        List<RejectRow> rows = [];
        await foreach (TableRows group in TableReader.ReadAsync(path).ConfigureAwait(false))
        {
            string?[] file = await group.TextAsync("file_id").ConfigureAwait(false);
            long[] line = await group.LongAsync("line_number").ConfigureAwait(false);
            long[] offset = await group.LongAsync("byte_offset").ConfigureAwait(false);
            string?[] reason = await group.TextAsync("reason").ConfigureAwait(false);
            byte[]?[] raw = await group.BytesAsync("raw").ConfigureAwait(false);
            for (int i = 0; i < file.Length; i++)
                rows.Add(new RejectRow(file[i]!, line[i], offset[i], reason[i]!, raw[i] ?? []));
        }

        return rows;
    }
}
