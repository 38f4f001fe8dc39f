using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Writing;

/// <summary>Sends each row to its server's log and adds up the files.</summary>
internal sealed class TreeSink : IRowSink, IDisposable
{
    /// <summary>Beyond this number the truth lists no files, so that it stays readable and memory bounded.</summary>
    private const int ListedFiles = 1000;

    private readonly List<TruthFile> _files = [];
    private readonly ServerLog[] _logs;

    public TreeSink(string root, SampleWorld world, int maxFileBytes) =>
        _logs = [.. world.Servers.Select(server => new ServerLog(root, server.Name, maxFileBytes) { Finished = Add })];

    public long FileCount { get; private set; }
    public long Bytes { get; private set; }
    public long Rows { get; private set; }

    public IReadOnlyList<TruthFile> Files => FileCount > ListedFiles ? [] : [.. _files.OrderBy(file => file.Path, StringComparer.Ordinal)];

    public RowPlace Write(int server, long timeMs, ReadOnlySpan<byte> line) => _logs[server].Write(timeMs, line);

    public void Dispose()
    {
        foreach (ServerLog log in _logs)
            log.Dispose();
    }

    private void Add(TruthFile file)
    {
        FileCount++;
        Bytes += file.Bytes;
        Rows += file.EventLines;
        if (FileCount <= ListedFiles)
            _files.Add(file);
    }
}
