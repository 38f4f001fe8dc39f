using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Lake.Tables;

/// <summary>Earlier versions of the files of the whole lake.</summary>
public sealed class FileVersionsTable
{
    private readonly TextColumn _server = new("server");
    private readonly TextColumn _service = new("service");
    private readonly TextColumn _path = new("path");
    private readonly TextColumn _fileId = new("file_id");
    private readonly NumberColumn<long> _size = new("size");
    private readonly TextColumn _change = new("change");
    private readonly TextColumn _nextPath = new("next_path");
    private readonly TextColumn _nextFileId = new("next_file_id");

    public FileVersionsTable() => Columns = [_server, _service, _path, _fileId, _size, _change, _nextPath, _nextFileId];

    public IReadOnlyList<Column> Columns { get; }

    public void Add(FileVersion version)
    {
        _server.Add(version.Server);
        _service.Add(version.Service);
        _path.Add(version.Path);
        _fileId.Add(version.FileId);
        _size.Add(version.Size);
        _change.Add(version.Change);
        _nextPath.Add(version.NextPath);
        _nextFileId.Add(version.NextFileId);
    }

    public static async Task<IReadOnlyList<FileVersion>> ReadAsync(Stream content)
    {
        List<FileVersion> versions = [];
        await foreach (TableRows group in TableReader.ReadAsync(content).ConfigureAwait(false))
        {
            string?[] server = await group.TextAsync("server").ConfigureAwait(false);
            string?[] service = await group.TextAsync("service").ConfigureAwait(false);
            string?[] path = await group.TextAsync("path").ConfigureAwait(false);
            string?[] fileId = await group.TextAsync("file_id").ConfigureAwait(false);
            long[] size = await group.LongAsync("size").ConfigureAwait(false);
            string?[] change = await group.TextAsync("change").ConfigureAwait(false);
            string?[] nextPath = await group.TextAsync("next_path").ConfigureAwait(false);
            string?[] nextFileId = await group.TextAsync("next_file_id").ConfigureAwait(false);
            for (int i = 0; i < path.Length; i++)
                versions.Add(new FileVersion(server[i]!, service[i]!, path[i]!, fileId[i]!, size[i], change[i]!, nextPath[i]!, nextFileId[i]!));
        }

        return versions;
    }
}
