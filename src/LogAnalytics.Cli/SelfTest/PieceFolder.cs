using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>
/// Copies of logs, each in pieces. A piece bears the name of its log, which says when it was written, in folders that keep the order of
/// the logs: rows under a masked session id are told apart by their order alone.
/// </summary>
/// <param name="folder">Where they are written.</param>
internal sealed class PieceFolder(string folder)
{
    private readonly List<InputFile> _pieces = [];
    private int _logs = -1;
    private InputFile _log = null!;

    /// <summary>In canonical order.</summary>
    public IReadOnlyList<InputFile> Pieces => [.. _pieces.Order(Comparer<InputFile>.Create(InputFile.CompareInListing))];

    /// <summary>The pieces that follow are those of this log.</summary>
    public void Begin(InputFile log)
    {
        _log = log;
        _logs++;
    }

    /// <summary>Takes the log as it is for its only piece.</summary>
    public void Pass() => Add(1, _log.DiskPath);

    /// <summary>Writes a piece; smaller numbers come first.</summary>
    public void Write(int number, Action<Stream> write)
    {
        string path = Path.Combine(folder, $"{_logs}-{number}.log");
        using (FileStream stream = new(path, FileMode.CreateNew))
            write(stream);
        Add(number, path);
    }

    private void Add(int number, string diskPath)
    {
        FileInfo file = new(diskPath);
        bool isPassed = diskPath == _log.DiskPath;
        _pieces.Add(new InputFile
        {
            Path = $"{_logs:D7}/{number:D7}/{_log.Path[(_log.Path.LastIndexOf('/') + 1)..]}",
            DiskPath = diskPath,
            Member = isPassed ? _log.Member : null,
            Server = _log.Server,
            Service = _log.Service,
            Name = _log.Name,
            DiskBytes = isPassed ? _log.DiskBytes : file.Length,
            ModifiedUtc = isPassed ? _log.ModifiedUtc : file.LastWriteTimeUtc,
            Limits = _log.Limits,
        });
    }
}
