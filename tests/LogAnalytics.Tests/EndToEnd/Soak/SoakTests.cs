using System.Diagnostics;
using System.Text.Json.Nodes;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;
using Xunit.Abstractions;

namespace LogAnalytics.Tests.EndToEnd.Soak;

/// <summary>
/// Nights of a scheduled job with the real executable: logs grow, roll and are deleted, runs are killed at random moments, one night the
/// disk is full, in another a table of the lake is damaged and put back from a backup. At the end the lake and the findings are those of one run
/// over all logs. LOGANALYTICS_NIGHTS says how many (default 4; 30 is the long form), LOGANALYTICS_SOAK_TABLE where the table goes.
/// </summary>
[Collection(ConsoleCollection.Name)]
public sealed class SoakTests(ITestOutputHelper output) : IDisposable
{
    private const string Lost = "incident_not_found_again";

    private static readonly string[] _ofTheRun = ["generated_at", "novelty"];

    private readonly Workspace _workspace = new();
    private readonly Random _random = new(11);
    private readonly List<string> _said = [];
    private int _usualMs = 2_000;

    private static int Nights => int.TryParse(Environment.GetEnvironmentVariable("LOGANALYTICS_NIGHTS"), out int nights) ? nights : 4;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Nothing_is_lost_or_doubled_over_many_nights()
    {
        using TreeFolder tree = new(new SampleOptions
        {
            Incident = "certificate_name_changed",
            Seed = 7,
            Servers = 2,
            Days = Math.Max(Nights, 3),
            SessionsPerServerHour = 4,
            MaxFileBytes = 24_000,
        });
        using SmallDisk disk = new(_workspace.PathOf("disk"));
        string lake = Path.Combine(disk.Folder, "lake"), backup = _workspace.PathOf("backup");
        LiveServers servers = new(tree.Root, _workspace.Logs, TimeSpan.FromDays(2), _random);
        SoakTable table = new();
        int kills = 0;
        for (int night = 1; night <= Nights; night++)
        {
            var logs = servers.StandAt(night == Nights ? servers.End : SampleOptions.DefaultStart.AddDays(night).AddMinutes(_random.Next(-120, 120)));
            int killed = 0;
            for (int attempt = _random.Next(3); attempt > 0; attempt--)
                killed += await KillAsync(lake) ? 1 : 0;
            string fault = "";
            List<int> exits = [];
            if (night == 2 && disk.Fault is { } full)
            {
                fault = full;
                exits.Add(await EndAsync(disk.StartFull(RunArguments(lake))));
                Assert.Equal(4, exits[^1]);
                disk.MakeRoom();
            }
            else if (night == 3)
            {
                fault = "table damaged";
                exits.AddRange(await DamageAndMendAsync(lake, backup));
            }

            exits.Add(await EndAsync(Tool.Start(RunArguments(lake))));
            Assert.InRange(exits[^1], 0, 1);
            BackUp(lake, backup);
            kills += killed;
            table.Add(night, logs, killed, fault, exits, LakeHelper.Number(lake, "SELECT count(*) FROM events"), string.Join(' ', Novelties()));
        }

        await CompareAsync(tree, lake, table);
        // Said once, by a run that ended or by one that was killed behind its results.
        Assert.Contains("new", _said);
        Report(table, kills);
    }

    private string[] RunArguments(string lake) =>
        ["run", _workspace.Logs, "--lake", lake, "--out", _workspace.Out, "--quiet", "--fail-on", "new", "--threads", "2", "--memory", "256M"];

    private async Task<bool> KillAsync(string lake)
    {
        using Process process = Tool.Start(RunArguments(lake));
        Task<string> read = process.StandardError.ReadToEndAsync();
        bool isKilled = !process.WaitForExit(_random.Next(_usualMs));
        if (isKilled)
            process.Kill();
        await process.WaitForExitAsync();
        await read;
        _said.AddRange(Novelties());
        return isKilled;
    }

    private async Task<int> EndAsync(Process process)
    {
        using (process)
        {
            Stopwatch watch = Stopwatch.StartNew();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            string said = await errors;
            Assert.True(process.ExitCode is 0 or 1 or 4, $"ended with {process.ExitCode}: {said}");
            _usualMs = (int)Math.Max(500, watch.ElapsedMilliseconds);
            _said.AddRange(Novelties());
            return process.ExitCode;
        }
    }

    // As the README says: verify names the table, which is put back from the backup of the lake.
    private async Task<List<int>> DamageAndMendAsync(string lake, string backup)
    {
        LakeFolder folder = new(lake);
        LakeFile[] tables = [.. folder.ReadManifest().Groups.SelectMany(group => group.Units).SelectMany(unit => unit.Tables["events"])];
        LakeFile victim = tables[_random.Next(tables.Length)];
        byte[] whole = File.ReadAllBytes(folder.FullPath(victim)), content = [.. whole];
        content[_random.Next(content.Length)] ^= 0x55;
        File.WriteAllBytes(folder.FullPath(victim), content);
        CliResult found = await CliRunner.RunAsync("verify", "--lake", lake);
        Assert.Equal(4, found.ExitCode);
        Assert.Contains(victim.Path, found.Error, StringComparison.Ordinal);
        int exit = await EndAsync(Tool.Start(RunArguments(lake)));
        // A run that was killed may have written it since the backup.
        string kept = Path.Combine(backup, victim.Path);
        File.WriteAllBytes(folder.FullPath(victim), File.Exists(kept) ? File.ReadAllBytes(kept) : whole);
        CliResult mended = await CliRunner.RunAsync("verify", "--lake", lake);
        Assert.True(mended.ExitCode == 0, mended.Error);
        return [found.ExitCode, exit, mended.ExitCode];
    }

    private static void BackUp(string lake, string backup)
    {
        foreach (string path in Directory.EnumerateFiles(lake, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(backup, Path.GetRelativePath(lake, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!path.EndsWith(".lock", StringComparison.Ordinal) && (!File.Exists(target) || !path.EndsWith(".parquet", StringComparison.Ordinal)))
                File.Copy(path, target, overwrite: true);
        }
    }

    private async Task CompareAsync(TreeFolder tree, string lake, SoakTable table)
    {
        string whole = _workspace.PathOf("whole");
        await LakeHelper.ConvertAsync(whole, tree.Root);
        LakeHelper.AssertEqual(whole, lake);
        Assert.Equal(tree.Truth.Totals.Rows, LakeHelper.Number(lake, "SELECT count(*) FROM events"));
        CliResult verified = await CliRunner.RunAsync("verify", "--lake", lake);
        Assert.True(verified.ExitCode == 0, verified.Error);
        Assert.Equal(0, (await CliRunner.RunAsync("analyze", "--lake", whole, "--out", _workspace.PathOf("once"))).ExitCode);
        JsonNode nightly = Facts(_workspace.Out), once = Facts(_workspace.PathOf("once"));
        Assert.Equal(once.ToJsonString(), nightly.ToJsonString());
        Assert.NotEmpty(once["incidents"]!.AsArray());
        table.Say($"Lake and findings are those of one run over all logs: {tree.Truth.Totals.Rows:N0} rows, {LakeHelper.Fingerprint(lake).Length} files with equal bytes; {verified.Out.Trim()}");
    }

    private string[] Novelties() => !File.Exists(Path.Combine(_workspace.Out, "findings.json"))
        ? []
        : [.. JsonNode.Parse(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")))!["incidents"]!.AsArray().Select(incident => incident!["novelty"]!.GetValue<string>())];

    // All but what depends on when it was asked.
    private static JsonNode Facts(string folder)
    {
        JsonNode findings = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "findings.json")))!;
        foreach (JsonObject part in findings["incidents"]!.AsArray().OfType<JsonObject>().Append(findings.AsObject()))
        {
            foreach (string name in _ofTheRun)
                part.Remove(name);
        }

        JsonArray observations = findings["observations"]!.AsArray();
        foreach (JsonNode lost in observations.Where(observation => observation!["kind"]!.GetValue<string>() == Lost).ToArray()!)
            observations.Remove(lost);
        return findings;
    }

    private void Report(SoakTable table, int kills)
    {
        table.Say($"{Nights} nights, {kills} runs killed.");
        output.WriteLine(table.ToString());
        if (Environment.GetEnvironmentVariable("LOGANALYTICS_SOAK_TABLE") is { Length: > 0 } path)
            File.WriteAllText(path, table.ToString());
    }
}
