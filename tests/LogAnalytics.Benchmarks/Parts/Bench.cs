using System.Globalization;
using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>What the parts share: options, logs, a place for output, and the runs themselves.</summary>
internal sealed class Bench : IDisposable
{
    // Folders of our own below those that were named, for they are removed.
    private const string OwnFolder = "loganalytics-bench";

    private readonly string _folder;
    private readonly FileStream _lock;

    public Bench(BenchOptions options)
    {
        Options = options;
        Machine = Machine.This(options.Threads);
        _folder = Path.Combine(options.Folder, OwnFolder);
        _lock = Lock(Path.Combine(_folder, ".lock"));
        Sets = new LogSets(Path.Combine(_folder, "sets"));
        DiskSets = new LogSets(Path.Combine(options.Disk, OwnFolder + "-disk"));
        AnalysisLake = new AnalysisLake(Path.Combine(options.Disk, OwnFolder + "-lakes"), options.Threads);
        IncidentLake = new IncidentLake(Path.Combine(options.Disk, OwnFolder + "-incidents"));
        RemoveOutput();
    }

    public BenchOptions Options { get; }

    public Machine Machine { get; }

    public LogSets Sets { get; }

    public LogSets DiskSets { get; }

    public AnalysisLake AnalysisLake { get; }

    public IncidentLake IncidentLake { get; }

    /// <summary>As said in texts.</summary>
    public string Rounds => Options.Rounds == 1 ? "one round" : $"{Options.Rounds} rounds";

    public string Threads => Options.Threads.ToString(CultureInfo.InvariantCulture);

    /// <summary>A folder for output, in the same place as the logs.</summary>
    public string Output(string name) => Path.Combine(_folder, "output", name);

    public Measurement Ours(LogSet logs, string lake, int? threads = null) => MeasuredProcess.Run(
        lake, "ours", "convert", logs.Folder, "--lake", lake, "--quiet", "--threads", threads?.ToString(CultureInfo.InvariantCulture) ?? Threads);

    /// <param name="kind">tuned, plain or sorted.</param>
    public Measurement Peer(string kind, LogSet logs)
    {
        string output = Output("peer-" + kind);
        return MeasuredProcess.Run(output, "peer", "peer/" + kind, logs.Folder, output, Threads);
    }

    /// <summary>Reads the logs and nothing else.</summary>
    public Measurement Reading(LogSet logs, bool isHashed) => MeasuredProcess.Run(null, isHashed ? "hash" : "read", logs.Folder, Threads);

    public void RemoveOutput()
    {
        if (Directory.Exists(Output("")))
            Directory.Delete(Output(""), recursive: true);
    }

    public void Dispose()
    {
        RemoveOutput();
        _lock.Dispose();
        if (Options.Keeps)
            return;
        Sets.RemoveAll();
        DiskSets.RemoveAll();
        AnalysisLake.RemoveAll();
        IncidentLake.RemoveAll();
        Directory.Delete(_folder);
    }

    // Two at once would measure each other, and remove each other's files.
    private static FileStream Lock(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new BenchException($"another benchmark runs in '{Path.GetDirectoryName(path)}'. Wait for it, or give another --folder.");
        }
    }
}
