using System.Security.Cryptography;
using LogAnalytics.Cli;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>An analysis that is put together from parts is that of the whole lake, or says which part is missing.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class PartialTests : IDisposable
{
    private readonly Workspace _workspace = new();

    private string Plan => _workspace.PathOf("plan.json");

    private string Lake => _workspace.Lake;

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("certificate_name_changed", 1)]
    [InlineData("server_certificate_differs", 2)]
    [InlineData("null_sender_refused", 3)]
    [InlineData("clean_noisy", 9)]
    public async Task Analysis_of_parts_is_that_of_the_whole_lake(string kind, int shards)
    {
        await MergeAsync(kind, shards);
        await MakeAllAsync(shards);

        // They serve every analysis: each is asked of a lake that knows nothing of the others.
        string[][] told =
        [
            [],
            ["--from", "36h", "--to", "2026-03-11T20:00:00Z", "--format", "sarif", "--format", "timesketch"],
            ["--hosted-domain", "contoso.com", "--relay-role", "Outbound to Office 365=tenant_only", "--remote-family", "203.0.113.25=exchange_online"],
        ];
        foreach (string[] more in told)
        {
            string whole = _workspace.PathOf($"whole-{more.Length}"), parts = _workspace.PathOf($"parts-{more.Length}");
            _workspace.Copy(Lake, whole + "-lake");
            _workspace.Copy(Lake, parts + "-lake");
            CliResult expected = await CliRunner.ExpectAsync(0, ["analyze", "--lake", whole + "-lake", "--out", whole, .. more]);
            CliResult actual = await CliRunner.ExpectAsync(0, ["analyze", "--manifest", Plan, "--lake", parts + "-lake", "--out", parts, .. more]);

            ResultsHelper.AssertEqual(whole, parts);
            Assert.Equal(expected.Out.Replace("whole", "parts", StringComparison.Ordinal), actual.Out);
            foreach (string view in new[] { "incidents", "affected_messages" })
                Assert.Equal(Rows(whole, view), Rows(parts, view));
        }

        static List<string> Rows(string folder, string view) =>
            [.. LakeHelper.Rows(folder + "-lake", $"SELECT COLUMNS(name -> name <> 'analyzed_at') FROM {view} ORDER BY ALL").Select(row => string.Join('|', row))];
    }

    [Fact]
    public async Task Server_that_the_plan_does_not_have_is_part_of_the_analysis()
    {
        await MergeAsync("certificate_name_changed", 2, planned: 2);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", Lake, "--quiet");
        await MakeAllAsync(2);
        string twin = _workspace.Copy(Lake, "twin");

        await AnalyzeAsync(0);
        await CliRunner.ExpectAsync(0, "analyze", "--lake", twin, "--out", _workspace.PathOf("whole"));

        Assert.Equal(3, LakeHelper.Number(Lake, "SELECT count(DISTINCT server) FROM sessions"));
        ResultsHelper.AssertEqual(_workspace.PathOf("whole"), _workspace.Out);
    }

    [Fact]
    public async Task Lake_without_a_message_has_parts_too()
    {
        _workspace.Write("logs/EX01/Hub/ProtocolLog/SmtpSend/SEND2026031000-1.LOG", """
            #Software: Microsoft Exchange Server
            #Version: 15.0.0.0
            #Log-type: SMTP Send Protocol Log
            #Date: 2026-03-10T00:00:00.000Z
            #Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context

            """);
        await PlanAndMergeAsync(_workspace.Logs, 1);
        await MakeAllAsync(1);

        await AnalyzeAsync(0);
        Assert.Contains("no incident", File.ReadAllText(Path.Combine(_workspace.Out, "report.md")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Analysis_refuses_while_a_part_is_missing_damaged_or_outdated_and_says_what_to_type()
    {
        await MergeAsync("certificate_name_changed", 3);
        await MakeAsync(0, 1, 3);
        await MakeAsync(0, 3, 3);

        CliResult missing = await AnalyzeAsync(4);
        Assert.Contains("the partial of shard 2/3 is missing", missing.Error);
        Assert.Contains($"loganalytics partial --manifest {Plan} --shard 2/3 --lake {Lake}", missing.Error);
        Assert.DoesNotContain("1/3", missing.Error);
        Assert.DoesNotContain("3/3", missing.Error);
        Assert.False(File.Exists(Path.Combine(_workspace.Out, "findings.json")));

        await MakeAsync(0, 2, 3);
        await AnalyzeAsync(0);
        // Once more, of the same parts.
        Assert.Contains("already", (await MakeAsync(0, 2, 3)).Out);
        await AnalyzeAsync(0);

        string table = Path.Combine(PartialOf(2), "attempts.parquet");
        byte[] content = File.ReadAllBytes(table);
        File.WriteAllBytes(table, [.. content[..^1], (byte)(content[^1] ^ 1)]);
        CliResult damaged = await AnalyzeAsync(4);
        Assert.Contains($"the partial of shard 2/3 is damaged: '{table}'", damaged.Error);
        Assert.Contains($"Remove '{PartialOf(2)}'", damaged.Error);

        // The remedy, as it is said.
        Directory.Delete(PartialOf(2), recursive: true);
        await MakeAsync(0, 2, 3);
        await AnalyzeAsync(0);

        string before = Path.GetDirectoryName(PartialOf(1))!;
        _workspace.Copy(Repository.DataSamples("clean"), "logs/later");
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", Lake, "--quiet");
        Assert.Contains("the partial of shard 1/3 is missing: no task has made it from the lake as it is now", (await AnalyzeAsync(4)).Error);
        await MakeAllAsync(3);
        Assert.True(Directory.Exists(before));
        await AnalyzeAsync(0);
        Assert.False(Directory.Exists(before), "outdated parts stay");
        Assert.NotEqual(before, Path.GetDirectoryName(PartialOf(1)));
    }

    [Fact]
    public async Task Part_that_was_cut_off_is_made_anew_and_75_while_it_is_made()
    {
        await MergeAsync("certificate_name_changed", 2);
        await MakeAllAsync(2);
        string[] whole = TreeFolder.Fingerprint(PartialOf(1));
        // All is written but the marker; and a table only half.
        File.Delete(Path.Combine(PartialOf(1), "_state/partial.json"));
        string table = Path.Combine(PartialOf(1), "attempts.parquet");
        File.WriteAllBytes(table, File.ReadAllBytes(table)[..100]);

        using (LakeLock.Take(new LakeFolder(PartialOf(1))))
        {
            await MakeAsync(75, 1, 2);
            await AnalyzeAsync(75);
        }

        Assert.Contains("the partial of shard 1/2 is missing", (await AnalyzeAsync(4)).Error);
        Assert.DoesNotContain("already", (await MakeAsync(0, 1, 2)).Out);
        Assert.Equal(whole, TreeFolder.Fingerprint(PartialOf(1)));
        await AnalyzeAsync(0);
    }

    [Fact]
    public async Task Part_of_another_shard_or_version_is_missing()
    {
        await MergeAsync("certificate_name_changed", 2);
        await MakeAllAsync(2);
        string kept = _workspace.Copy(PartialOf(1), "kept");
        Directory.Delete(PartialOf(1), recursive: true);
        _workspace.Copy(PartialOf(2), PartialOf(1));
        Assert.Contains("the partial of shard 1/2 is missing", (await AnalyzeAsync(4)).Error);

        Directory.Delete(PartialOf(1), recursive: true);
        _workspace.Copy(kept, PartialOf(1));
        await AnalyzeAsync(0);
        string marker = Path.Combine(PartialOf(1), "_state/partial.json");
        File.WriteAllText(marker, File.ReadAllText(marker).Replace(CliContext.Version, "0.0.1", StringComparison.Ordinal));
        Assert.Contains("the partial of shard 1/2 is missing", (await AnalyzeAsync(4)).Error);
    }

    [Fact]
    public async Task Nothing_is_made_before_the_merge()
    {
        WriteTree("certificate_name_changed", 2);
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "1", "--output", Plan);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", Lake, "--quiet");

        foreach (CliResult result in new[] { await MakeAsync(4, 1, 1), await AnalyzeAsync(4) })
            Assert.Contains($"Merge first: loganalytics merge --manifest {Plan} --lake {Lake}", result.Error);
        await MakeAsync(2, 1, 3);
        Assert.Contains("--shard", (await CliRunner.ExpectAsync(2, "partial", "--manifest", Plan, "--lake", Lake)).Error);
    }

    private async Task MergeAsync(string kind, int shards, int? planned = null)
    {
        WriteTree(kind, 3);
        string[] servers = [.. Directory.GetDirectories(_workspace.Logs).Order(StringComparer.Ordinal)];
        foreach (string server in servers[(planned ?? servers.Length)..])
            Directory.Move(server, _workspace.PathOf(Path.GetFileName(server)));
        await PlanAndMergeAsync(_workspace.Logs, shards);
        foreach (string server in servers[(planned ?? servers.Length)..])
            Directory.Move(_workspace.PathOf(Path.GetFileName(server)), server);
    }

    private async Task PlanAndMergeAsync(string logs, int shards)
    {
        await CliRunner.ExpectAsync(0, "plan", logs, "--shards", $"{shards}", "--output", Plan);
        for (int shard = 1; shard <= shards; shard++)
            await CliRunner.ExpectAsync(0, "convert", "--manifest", Plan, "--shard", $"{shard}/{shards}", "--lake", Lake, "--quiet");
        await CliRunner.ExpectAsync(0, "merge", "--lake", Lake);
    }

    private async Task MakeAllAsync(int shards)
    {
        // In any order.
        for (int shard = shards; shard >= 1; shard--)
            await MakeAsync(0, shard, shards);
    }

    private Task<CliResult> MakeAsync(int exitCode, int shard, int shards) =>
        CliRunner.ExpectAsync(exitCode, "partial", "--manifest", Plan, "--shard", $"{shard}/{shards}", "--lake", Lake);

    private Task<CliResult> AnalyzeAsync(int exitCode) => CliRunner.ExpectAsync(exitCode, "analyze", "--manifest", Plan, "--lake", Lake, "--out", _workspace.Out);

    private void WriteTree(string kind, int servers)
    {
        SampleTree.Write(_workspace.Logs, new SampleOptions { Incident = kind, Seed = 8, Servers = servers, Days = 2, SessionsPerServerHour = 6 });
        File.Delete(Path.Combine(_workspace.Logs, "truth.json"));
    }

    private string PartialOf(int shard)
    {
        string plan = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Plan)))[..12];
        string lake = new LakeFolder(Lake).ReadManifest().Sha256[..12];
        return Path.Combine(Lake, "_shards", plan, $"partials-{lake}", $"{shard:0000}");
    }
}
