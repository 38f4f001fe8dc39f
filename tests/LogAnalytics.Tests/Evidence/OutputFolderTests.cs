using CsCheck;
using LogAnalytics.Evidence;
using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Evidence.Verifying;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Evidence;

/// <summary>Results appear together, or not at all.</summary>
public sealed class OutputFolderTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Nothing_appears_before_the_seal_and_nothing_is_left_without_it()
    {
        using (OutputFolder output = new(_workspace.Out))
        {
            output.Write("report.md", "text");
            Assert.Empty(Directory.EnumerateFiles(_workspace.Out));
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(_workspace.Out));
    }

    [Fact]
    public void Seal_makes_a_folder_that_verifies()
    {
        string root = Write(("report.md", "text"), ("findings.json", "{}"));

        BundleReport report = Verify();
        Assert.Empty(report.Problems);
        Assert.Equal(root, report.Root);
        Assert.Equal(["findings.json", "manifest.json", "manifest.sha256", "report.md", "run-log.jsonl"], Names());
    }

    [Fact]
    public void Later_run_takes_away_what_it_no_longer_writes_and_leaves_files_of_others()
    {
        Write(("report.md", "text"), ("findings.sarif", "{}"));
        File.WriteAllText(Path.Combine(_workspace.Out, "notes.txt"), "mine");

        Write(("report.md", "other"));

        Assert.Equal(["manifest.json", "manifest.sha256", "notes.txt", "report.md", "run-log.jsonl"], Names());
        Assert.Equal(["notes.txt was added: the manifest does not name it"], Verify().Problems.Select(problem => $"{problem.Place} {problem.Problem}"));
        Assert.Equal(2, File.ReadAllLines(Path.Combine(_workspace.Out, "run-log.jsonl")).Length);
    }

    [Fact]
    public void Manifest_that_names_files_elsewhere_makes_nobody_lose_them()
    {
        string kept = _workspace.Write("elsewhere.txt", "mine");
        Directory.CreateDirectory(_workspace.Out);
        Manifest forged = new() { Version = "1", LakeSha256 = "", Inputs = [], Exports = [], Outputs = [new FileHash("../elsewhere.txt", 4, ""), new FileHash(kept, 4, "")] };
        File.WriteAllBytes(Path.Combine(_workspace.Out, "manifest.json"), forged.ToBytes());

        Write(("report.md", "text"));

        Assert.True(File.Exists(kept));
    }

    // A manifest and a run log are input like any other when somebody else sends them.
    [Fact]
    public void Damaged_manifests_and_logs_are_told_without_a_fault()
    {
        Write(("report.md", "text"), ("findings.json", "{}"));
        foreach (string name in new[] { "manifest.json", "run-log.jsonl" })
        {
            string path = Path.Combine(_workspace.Out, name);
            byte[] whole = File.ReadAllBytes(path);
            Gen.Select(Gen.Int[0, whole.Length], Gen.Int[0, 40], Gen.OneOf(Gen.Byte.Array[0, 20], Gen.String[Gen.Char["null{}[]\",:0\\"], 1, 12].Select(text => System.Text.Encoding.UTF8.GetBytes(text))))
                .Sample((at, cut, put) =>
                {
                    byte[] damaged = [.. whole[..at], .. put, .. whole[Math.Min(whole.Length, at + cut)..]];
                    File.WriteAllBytes(path, damaged);
                    return Verify().Problems.Count > 0 || damaged.AsSpan().SequenceEqual(whole);
                }, threads: 1, iter: 300);
            File.WriteAllBytes(path, whole);
        }

        Assert.Empty(Verify().Problems);
    }

    [Fact]
    public void Next_run_sweeps_what_a_killed_one_left_but_not_what_a_living_one_has()
    {
        Directory.CreateDirectory(Path.Combine(_workspace.Out, ".loganalytics-dead"));
        File.WriteAllText(Path.Combine(_workspace.Out, ".loganalytics-dead", "lock"), "");
        using OutputFolder living = new(_workspace.Out);
        living.Write("report.md", "text");

        Write(("report.md", "other"));

        Assert.Single(Directory.EnumerateDirectories(_workspace.Out));
        Seal(living);
        Assert.Equal("text", File.ReadAllText(Path.Combine(_workspace.Out, "report.md")));
    }

    private string Write(params (string Name, string Text)[] files)
    {
        using OutputFolder output = new(_workspace.Out);
        foreach ((string name, string text) in files)
            output.Write(name, text);
        return Seal(output);
    }

    private static string Seal(OutputFolder output) => output.Seal(
        new RunLogEntry { Time = "2026-03-12T06:00:00.000Z", CommandLine = ["run"], Version = "1", LakeSha256 = Sha256Text.Zero, ExitCode = 0 },
        new Manifest { Version = "1", LakeSha256 = Sha256Text.Zero, Inputs = [], Exports = [] });

    private BundleReport Verify() => BundleVerifier.Verify(FileSet.Of(_workspace.Out));

    private string[] Names() => [.. Directory.EnumerateFileSystemEntries(_workspace.Out).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
