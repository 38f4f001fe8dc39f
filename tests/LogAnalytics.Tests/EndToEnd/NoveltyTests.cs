using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>A job that runs every night speaks up once about an incident, whatever else is asked of its lake meanwhile.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class NoveltyTests : IDisposable
{
    private const string Sample = "certificate-name-changed";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Nights_of_an_incident_are_new_then_ongoing_then_resolved()
    {
        Reveal(name => Hour(name) < 12);
        Assert.Equal(0, await RunAsync("--fail-on", "new"));
        Reveal(name => Hour(name) < 16);
        Assert.Equal(1, await RunAsync("--fail-on", "new"));
        Incident first = Found();
        Assert.Equal(("new", "ongoing"), (first.Novelty, first.Status));

        Assert.Equal(0, await RunAsync("--fail-on", "new"));
        Assert.Equal((first.Id, "ongoing"), (Found().Id, Found().Novelty));
        Assert.Equal(1, await RunAsync("--fail-on", "any"));
        Reveal(_ => true);
        Assert.Equal(0, await RunAsync("--fail-on", "new", "--format", "sarif", "--format", "timesketch"));
        Assert.Contains("\"baselineState\": \"absent\"", File.ReadAllText(Path.Combine(_workspace.Out, "findings.sarif")), StringComparison.Ordinal);
        Assert.Contains("\"novelty\":\"resolved\"", File.ReadAllText(Path.Combine(_workspace.Out, "timeline.jsonl")), StringComparison.Ordinal);
        Assert.Equal((first.Id, "resolved", "recovered"), (Found().Id, Found().Novelty, Found().Status));
        Assert.Equal("resolved", LakeHelper.Rows(_workspace.Lake, "SELECT novelty FROM incidents")[0][0]);
        Assert.Equal(0, await RunAsync("--fail-on", "new"));
        Assert.Equal("resolved", Found().Novelty);
    }

    [Fact]
    public async Task Older_logs_that_come_late_keep_the_id()
    {
        // The second server fails later than the first.
        Reveal(_ => true, "EX02");
        Assert.Equal(1, await RunAsync("--fail-on", "new"));
        Incident alone = Found();
        Reveal(_ => true);
        Assert.Equal(0, await RunAsync("--fail-on", "new"));
        Incident both = Found();

        Assert.True(both.Onset.FirstBad.Time < alone.Onset.FirstBad.Time);
        Assert.Equal((alone.Id, "resolved"), (both.Id, both.Novelty));
        // What the id is used for elsewhere goes with it.
        Assert.True(LakeHelper.Number(_workspace.Lake, $"SELECT count(*) FROM affected_messages WHERE incident = '{both.Id}'") > 0);
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, $"SELECT count(*) FROM affected_messages WHERE incident <> '{both.Id}'"));
        Assert.Contains($"id=\"{both.Id}\"", File.ReadAllText(Path.Combine(_workspace.Out, "report.html")), StringComparison.Ordinal);
        Assert.Equal(0, (await CliRunner.RunAsync("explain", both.Id, "--out", _workspace.Out, "--lake", _workspace.Lake)).ExitCode);
        Assert.Equal(0, (await CliRunner.RunAsync("bundle", "--lake", _workspace.Lake, "--out", _workspace.Out)).ExitCode);
    }

    [Fact]
    public async Task Looking_elsewhere_or_otherwise_does_not_change_what_the_nightly_job_knows()
    {
        Reveal(name => Hour(name) < 12);
        Assert.Equal(0, await RunAsync("--fail-on", "new"));
        Reveal(_ => true);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        // In the morning somebody looks at the lake before the job does.
        Assert.Equal(1, await AnalyzeAsync("--false-alarm-rate", "0.01", "--fail-on", "new"));
        Assert.Equal(0, await AnalyzeAsync("--from", "14h", "--fail-on", "new"));
        Assert.Equal(1, await RunAsync("--fail-on", "new"));
        string id = Found().Id;

        // What lies outside a window is not forgotten, nor does a window make something new of its part of it.
        Assert.Equal(0, await AnalyzeAsync("--to", "2026-03-10T12:00Z", "--fail-on", "new"));
        Assert.Equal(0, await AnalyzeAsync("--from", "2026-03-10T14:30Z", "--fail-on", "new"));
        Assert.Equal((id, "pre_existing"), (Found().Id, Found().State));
        Assert.Equal(0, await RunAsync("--fail-on", "new"));
        Assert.Equal((id, "resolved"), (Found().Id, Found().Novelty));
    }

    [Fact]
    public async Task Incident_that_is_gone_from_the_same_window_is_said_once()
    {
        Reveal(_ => true);
        Assert.Equal(1, await RunAsync("--from", "18h", "--fail-on", "new"));
        string id = Found().Id;
        // The window moves on.
        File.WriteAllText(LogOf("EX01", "SEND2026031220-1.LOG"), File.ReadAllText(LogOf("EX01", "SEND2026031100-1.LOG")).Replace("2026-03-11T", "2026-03-12T", StringComparison.Ordinal).Replace(",08D", ",08F", StringComparison.Ordinal));

        Assert.Equal(0, await RunAsync("--from", "18h", "--fail-on", "new"));
        FindingsDocument findings = Findings();
        Assert.Empty(findings.Incidents);
        Assert.Contains(findings.Observations, observation => observation.Kind == "incident_not_found_again" && observation.Text.Contains(id, StringComparison.Ordinal));
        Assert.Equal(0, await RunAsync("--from", "18h", "--fail-on", "new"));
        Assert.DoesNotContain(Findings().Observations, observation => observation.Kind == "incident_not_found_again");
    }

    [Fact]
    public async Task Run_that_could_not_write_its_results_says_new_again()
    {
        Reveal(_ => true);
        // Where a result should go stands a folder.
        Directory.CreateDirectory(Path.Combine(_workspace.Out, "report.md"));
        Assert.Equal(4, await RunAsync("--fail-on", "new"));
        Directory.Delete(Path.Combine(_workspace.Out, "report.md"));

        Assert.Equal(1, await RunAsync("--fail-on", "new"));
        Assert.Equal(0, await RunAsync("--fail-on", "new"));
    }

    [Fact]
    public async Task Damaged_memory_is_a_warning_and_everything_is_new()
    {
        Reveal(_ => true);
        await RunAsync();
        File.WriteAllText(Directory.EnumerateFiles(Path.Combine(_workspace.Lake, "_state"), "known_incidents-*.json").Single(), "damaged");
        CliResult result = await CliRunner.RunAsync("analyze", "--lake", _workspace.Lake, "--out", _workspace.Out, "--fail-on", "new");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("every incident counts as new", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, await AnalyzeAsync("--fail-on", "new"));
    }

    [Fact]
    public async Task Redacted_results_know_the_incident_and_keep_its_pseudonym()
    {
        Reveal(_ => true);
        await RunAsync();
        string redacted = _workspace.PathOf("redacted");
        string[] arguments = ["analyze", "--lake", _workspace.Lake, "--out", redacted, "--redact", "--redact-key", _workspace.PathOf("case.key"), "--fail-on", "new"];
        CliResult result = await CliRunner.RunAsync(arguments);
        Incident first = Redacted();
        await CliRunner.RunAsync(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(("resolved", "resolved", first.Id), (first.Novelty, Redacted().Novelty, Redacted().Id));
        Assert.DoesNotContain("EX01", first.Scope.Servers);

        Incident Redacted() => FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(redacted, "findings.json"))).Incidents.Single();
    }

    private static int Hour(string name) => int.Parse(name.AsSpan(name.IndexOf("SEND", StringComparison.Ordinal) + 10, 4)) - 1000;

    private string LogOf(string server, string name) => Path.Combine(_workspace.Logs, server, "TransportRoles/Logs/Hub/ProtocolLog/SmtpSend", name);

    // Logs of the sample that are written by now: hours of 10 March count from 0, those of the 11th from 100.
    private void Reveal(Func<string, bool> isWritten, string server = "EX")
    {
        foreach (string file in Directory.EnumerateFiles(Repository.DataSamples(Sample), "*.LOG", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(Repository.DataSamples(Sample), file);
            string target = Path.Combine(_workspace.Logs, relative);
            if (!relative.StartsWith(server, StringComparison.Ordinal) || !isWritten(Path.GetFileName(file)) || File.Exists(target))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private async Task<int> RunAsync(params string[] options) =>
        (await CliRunner.RunAsync(["run", _workspace.Logs, "--lake", _workspace.Lake, "--out", _workspace.Out, .. options])).ExitCode;

    private async Task<int> AnalyzeAsync(params string[] options) =>
        (await CliRunner.RunAsync(["analyze", "--lake", _workspace.Lake, "--out", _workspace.Out, .. options])).ExitCode;

    private FindingsDocument Findings() => FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")));

    private Incident Found() => Assert.Single(Findings().Incidents);
}
