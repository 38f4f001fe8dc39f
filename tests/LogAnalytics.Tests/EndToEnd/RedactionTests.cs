using System.Text;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Privacy;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>Redacted results of every kind of tree, looked through for what the logs hold.</summary>
[Collection(ConsoleCollection.Name)]
public class RedactionTests
{
    public static TheoryData<string, string> Trees()
    {
        TheoryData<string, string> trees = [];
        foreach ((SampleKind kind, int i) in SampleKinds.All.Select((kind, i) => (kind, i)))
            trees.Add(kind.Id, (i % 2 == 0 ? SampleDialect.New : SampleDialect.Old).ToString());
        return trees;
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task No_name_of_the_logs_is_left_in_redacted_results(string kind, string dialect)
    {
        using TreeFolder tree = new(new SampleOptions
        {
            Incident = kind,
            Seed = 21,
            Dialect = kind == "damaged" ? null : Enum.Parse<SampleDialect>(dialect),
            Servers = 2,
            Days = 1,
            SessionsPerServerHour = 6,
            WithExports = kind != "damaged",
        });
        using Workspace workspace = new();
        string key = workspace.PathOf("key");
        string[] exports = Directory.Exists(Path.Combine(tree.Root, "exports")) ? ["--exports", Path.Combine(tree.Root, "exports")] : [];

        CliResult run = await CliRunner.RunAsync(["run", tree.Root, "--lake", workspace.Lake, "--out", workspace.Out, "--redact", "--redact-key", key, "--quiet", "--format", "sarif", "--format", "timesketch", "--max-rejects", "1000000", .. exports]);
        CliResult bundle = await CliRunner.RunAsync(["bundle", "--lake", workspace.Lake, "--out", workspace.Out, "--redact", "--redact-key", key, "--quiet", .. exports]);

        Assert.True(run.ExitCode is 0 or 3, run.Error);
        Assert.True(bundle.ExitCode == 0, bundle.Error);
        Assert.Equal(0, (await CliRunner.RunAsync("verify", "--out", workspace.Out + ".zip")).ExitCode);
        LeakScan scan = new(OriginalNames.Of(tree.Root, [tree.Root, workspace.Root]));
        Assert.True(scan.Names.Count > 20, "too few names to look for");
        scan.AssertNoneIn("stdout", Encoding.UTF8.GetBytes(run.Out));
        foreach (string path in Directory.EnumerateFiles(workspace.Out).Append(workspace.Out + ".zip"))
            scan.AssertNoneIn(Path.GetFileName(path), File.ReadAllBytes(path));
    }

    // A scan that finds nothing must be known to find something.
    [Fact]
    public async Task Scan_finds_the_names_in_results_that_are_not_redacted()
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "certificate_name_changed", Seed = 21, Servers = 2, Days = 1, SessionsPerServerHour = 6 });
        using Workspace workspace = new();
        await CliRunner.RunAsync("run", tree.Root, "--lake", workspace.Lake, "--out", workspace.Out, "--quiet");
        await CliRunner.RunAsync("bundle", "--lake", workspace.Lake, "--out", workspace.Out, "--quiet");
        LeakScan scan = new(OriginalNames.Of(tree.Root, [tree.Root, workspace.Root]));

        Assert.NotEmpty(scan.In(File.ReadAllBytes(Path.Combine(workspace.Out, "report.md"))));
        Assert.NotEmpty(scan.In(File.ReadAllBytes(Path.Combine(workspace.Out, "run.json"))));
        Assert.True(scan.In(File.ReadAllBytes(workspace.Out + ".zip")).Count > 15);
    }

    [Fact]
    public async Task Unredact_tells_what_pseudonyms_stand_for()
    {
        using Workspace workspace = new();
        string logs = Repository.DataSamples("certificate-name-changed");
        string key = workspace.PathOf("key");
        CliResult run = await CliRunner.RunAsync("run", logs, "--lake", workspace.Lake, "--out", workspace.Out, "--redact", "--redact-key", key, "--quiet");
        string server = run.Out.Split("last good")[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];

        CliResult told = await CliRunner.RunAsync("unredact", "--lake", workspace.Lake, "--redact-key", key, $"[{server}]", "host-0000000000");
        string other = workspace.PathOf("other-key");
        File.WriteAllText(other, new string('0', 64));
        CliResult wrongKey = await CliRunner.RunAsync("unredact", "--lake", workspace.Lake, "--redact-key", other, server);

        Assert.Equal(3, told.ExitCode);
        Assert.Contains($"{server}\tEX02", told.Out);
        Assert.Contains("host-0000000000 stands for nothing", told.Error);
        Assert.Equal((3, ""), (wrongKey.ExitCode, wrongKey.Out));
    }

    [Fact]
    public async Task Key_is_for_its_owner_and_never_in_the_results()
    {
        using Workspace workspace = new();
        await LakeHelper.ConvertAsync(workspace.Lake, Repository.DataSamples("clean"));
        string[] analyze = ["analyze", "--lake", workspace.Lake, "--out", workspace.Out, "--redact", "--redact-key"];

        CliResult inside = await CliRunner.RunAsync([.. analyze, Path.Combine(workspace.Out, "key")]);
        CliResult outside = await CliRunner.RunAsync([.. analyze, workspace.PathOf("key")]);
        File.Delete(workspace.PathOf("key"));
        CliResult otherKey = await CliRunner.RunAsync([.. analyze, workspace.PathOf("key")]);
        CliResult clear = await CliRunner.RunAsync("analyze", "--lake", workspace.Lake, "--out", workspace.Out);

        Assert.Equal((2, 0, 2, 2), (inside.ExitCode, outside.ExitCode, otherKey.ExitCode, clear.ExitCode));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(workspace.PathOf("key")));
        Assert.Contains("holds redacted results", clear.Error);
    }
}
