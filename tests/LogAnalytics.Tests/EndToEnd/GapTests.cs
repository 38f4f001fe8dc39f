using LogAnalytics.Reports.Findings;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>Gaps that were planted are found, and none is invented, however quiet the nights are.</summary>
[Collection(ConsoleCollection.Name)]
public class GapTests
{
    /// <summary>Longer than any session of a sample.</summary>
    private static readonly TimeSpan _session = TimeSpan.FromMinutes(15);

    private static readonly DateTime _friday = new(2026, 3, 13, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Planted_gaps_are_found_with_their_kind_and_bounds(int seed)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "clean", Gaps = true, Seed = seed, Days = 10, SessionsPerServerHour = 40, MaxFileBytes = 64 << 10 });
        using Workspace workspace = new();

        FindingsDocument findings = await RunAsync(tree.Root, workspace);

        Assert.Empty(findings.Incidents);
        var found = findings.Coverage.SelectMany(span => span.Gaps.Select(gap => (span.Server, Gap: gap))).ToList();
        Assert.Equal(5, tree.Truth.Gaps!.Count);
        Assert.All(tree.Truth.Gaps, truth => Assert.Contains(found, entry =>
            entry.Server == truth.Server && entry.Gap.Kind == truth.Kind && entry.Gap.From < truth.To && entry.Gap.To > truth.From));
        // Sessions that go on across missing files have holes as well, near the edges; nothing else is found.
        Assert.All(found, entry => Assert.Contains(tree.Truth.Gaps, truth =>
            entry.Server == truth.Server && entry.Gap.From < truth.To + _session && entry.Gap.To > truth.From - _session
            && entry.Gap.Kind is var kind && (kind == truth.Kind || kind == CoverageGap.SequenceHole)));
        Assert.All(findings.Checks, check => Assert.InRange(check.Coverage!.Value, 0.8, 0.99));
        Assert.Contains("logging stopped", findings.Checks[0].Text);
    }

    /// <summary>More seeds with LOGANALYTICS_SWEEP_SEEDS.</summary>
    public static TheoryData<string, double, int, int> WholeTrees()
    {
        int seeds = int.TryParse(Environment.GetEnvironmentVariable("LOGANALYTICS_SWEEP_SEEDS"), out int wanted) ? wanted : 1;
        TheoryData<string, double, int, int> trees = [];
        foreach (string kind in new[] { "clean", "clean_noisy", "connector_changed", "tls_failure_fallback" })
        {
            for (int seed = 1; seed <= seeds; seed++)
            {
                trees.Add(kind, 0.5, 21, seed);
                trees.Add(kind, 3, 9, seed);
                trees.Add(kind, 20, 3, seed);
            }
        }

        return trees;
    }

    [Theory, MemberData(nameof(WholeTrees))]
    public async Task Trees_without_gaps_have_none(string kind, double sessions, int days, int seed)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = kind, Seed = seed, Days = days, SessionsPerServerHour = sessions, Start = _friday });
        using Workspace workspace = new();

        FindingsDocument findings = await RunAsync(tree.Root, workspace);

        Assert.Empty(findings.Coverage.SelectMany(span => span.Gaps));
        Assert.All(findings.Coverage, span => Assert.Equal(1, span.Share));
    }

    [Fact]
    public async Task Onset_with_logs_missing_in_its_bracket_says_so()
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "server_certificate_differs", Seed = 4, Days = 3, SessionsPerServerHour = 30 });
        TruthIncident truth = tree.Truth.Incidents[0];
        // The hours around the onset are gone on the failing server, but for the first failure's file at the earliest.
        string folder = Path.GetDirectoryName(Path.Combine(tree.Root, truth.FirstBad!.File))!;
        for (int hour = -3; hour <= 0; hour++)
            File.Delete(Path.Combine(folder, $"SEND{truth.FirstBad.Time.AddHours(hour):yyyyMMddHH}-1.LOG"));
        using Workspace workspace = new();

        FindingsDocument findings = await RunAsync(tree.Root, workspace);

        Incident incident = Assert.Single(findings.Incidents, incident => incident.Severity == "major");
        Assert.True(incident.Onset.QualifiedByGap);
        Assert.Contains("quiet", incident.Onset.GapNote);
        Assert.Contains("logs are missing in between", File.ReadAllText(Path.Combine(workspace.Out, "report.md")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Onset_is_dated_by_the_certificate_that_was_used_first()
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "server_certificate_differs", Seed = 3, Days = 2 });
        using Workspace workspace = new();

        FindingsDocument findings = await RunAsync(tree.Root, workspace);

        FirstUse use = findings.Incidents[0].Onset.FirstUses[0];
        Assert.Equal(("certificate", tree.Truth.Incidents[0].FirstBad!.Server), (use.Attribute, use.Server));
        Assert.InRange(use.FirstBadAt - use.FirstUsedAt, TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.Equal(2, use.Others.Count);
        Assert.All(use.Others, other => Assert.EndsWith("passed, 0 failed)", other));
    }

    [Fact]
    public async Task Connector_that_falls_silent_is_observed_with_its_bracket()
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "connector_changed", Seed = 3, Days = 4 });
        using Workspace workspace = new();

        FindingsDocument findings = await RunAsync(tree.Root, workspace);

        Observation silent = Assert.Single(findings.Observations, observation => observation.Kind == "silent_connector");
        Assert.Contains("Outbound to Office 365", silent.Text);
        Assert.NotNull(silent.Evidence["last_session"]);
        Assert.NotNull(silent.Evidence["resumed"]);
    }

    private static async Task<FindingsDocument> RunAsync(string tree, Workspace workspace)
    {
        await CliRunner.RunAsync("run", tree, "--lake", workspace.Lake, "--out", workspace.Out);
        return FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(workspace.Out, "findings.json")));
    }
}
