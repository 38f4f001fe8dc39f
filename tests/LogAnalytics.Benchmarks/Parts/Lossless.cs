using System.Globalization;
using System.Security.Cryptography;
using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;
using LogAnalytics.Cli.Options;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>Fast is no use if a byte is lost: the logs out of the lake are those that went in.</summary>
internal static class Lossless
{
    public static void Run(Bench bench, Section section)
    {
        LogSet logs = bench.Sets.Get(SetShape.Usual, bench.Options.Size);
        bench.Sets.RequireRoom(logs.Bytes * 3 / 2);
        Console.Error.WriteLine($"{section.Title} …");
        string lake = bench.Output("lake"), again = bench.Output("again");
        bench.Ours(logs, lake);
        Measurement restore = MeasuredProcess.Run(null, "ours", "restore", "--lake", lake, "--out", again, "--quiet", "--threads", bench.Threads);
        Dictionary<string, string> before = Hashes(logs.Folder), after = Hashes(again);
        string[] differing = [.. before.Where(file => after.GetValueOrDefault(file.Key) != file.Value).Select(file => file.Key).Order(StringComparer.Ordinal)];
        if (differing.Length > 0 || before.Count != after.Count)
            throw new BenchException($"{differing.Length} of {before.Count} logs are not restored as they were, the first: {differing.FirstOrDefault()}");
        section.Say(string.Create(CultureInfo.InvariantCulture, $"""
            `restore` wrote {after.Count} logs, {SizeText.Show(logs.Bytes)}, each with the SHA-256 of the original, in {restore.WallSeconds:0.0} s ({restore.CpuSeconds:0.0} CPU s, {restore.PeakMegabytes:0} MB).
            """));
        bench.RemoveOutput();
    }

    // By relative path and content: where a restored tree begins is its own affair.
    private static Dictionary<string, string> Hashes(string folder) => LogSet.LogsIn(folder).AsParallel().Select(path =>
    {
        using FileStream stream = File.OpenRead(path);
        return (Path: Path.GetRelativePath(folder, path), Hash: Convert.ToHexStringLower(SHA256.HashData(stream)));
    }).ToDictionary(file => file.Path, file => file.Hash);
}
