using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>Trees with a planted incident, through the whole tool, against what is true about them.</summary>
[Collection(ConsoleCollection.Name)]
public class IncidentTests
{
    private const int FirstSeed = 3;

    /// <summary>Every kind and dialect, the null sender's also where it passes again; more seeds with LOGANALYTICS_SWEEP_SEEDS.</summary>
    public static TheoryData<string, string, int, bool?> Trees()
    {
        int seeds = int.TryParse(Environment.GetEnvironmentVariable("LOGANALYTICS_SWEEP_SEEDS"), out int wanted) ? wanted : 1;
        TheoryData<string, string, int, bool?> trees = [];
        foreach (SampleKind kind in SampleKinds.All.Where(kind => kind.Id != "damaged"))
        {
            foreach (SampleDialect dialect in new[] { SampleDialect.New, SampleDialect.Old })
            {
                for (int i = 0; i < seeds; i++)
                {
                    trees.Add(kind.Id, dialect.ToString(), FirstSeed + i, null);
                    if (kind.Id == "null_sender_refused")
                        trees.Add(kind.Id, dialect.ToString(), FirstSeed + i, true);
                }
            }
        }

        return trees;
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task Run_on_a_tree_finds_what_is_true_about_it(string kind, string dialect, int seed, bool? recovers)
    {
        using TreeFolder tree = new(new SampleOptions
        {
            Incident = kind,
            Seed = seed,
            Dialect = Enum.Parse<SampleDialect>(dialect),
            Servers = 3,
            Days = 1,
            SessionsPerServerHour = 6,
            Recovers = recovers,
        });
        using Workspace workspace = new();

        CliResult result = await CliRunner.RunAsync("run", tree.Root, "--lake", workspace.Lake, "--out", workspace.Out, "--fail-on", "any");

        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(workspace.Out, "findings.json")));
        Incident[] major = [.. findings.Incidents.Where(incident => incident.Severity == "major")];
        Assert.Equal(tree.Truth.Incidents.Count, major.Length);
        Assert.Equal(major.Length > 0 ? 1 : 0, result.ExitCode);
        AssertAccounts(tree.Truth, workspace.Lake);
        if (major.Length > 0)
            AssertIncident(tree.Truth.Incidents[0], major[0], kind == "partial");
    }

    private static void AssertIncident(TruthIncident truth, Incident found, bool isPartial)
    {
        Assert.Equal(truth.State, found.State);
        Assert.Equal(truth.Status, found.Status);
        Assert.Equal(truth.Family, found.Family);
        Assert.Equal(truth.Servers, found.Scope.Servers);
        Assert.Equal(truth.Connectors, found.Scope.Connectors);
        Assert.Equal(truth.SenderDomains.Select(domain => domain.Length == 0 ? "<>" : domain), found.Scope.SenderDomains);
        AssertPoint("last_good", truth.LastGood, found.Onset.LastGood);
        // Which domains the service hosts is read off failing sessions; when only a share fails, a success beside a failure tells nothing.
        if (isPartial)
            Assert.InRange(found.Onset.LastInformativeGood!.Time, truth.LastInformativeGood!.Time, truth.LastGood!.Time);
        else
            AssertPoint("last_informative_good", truth.LastInformativeGood, found.Onset.LastInformativeGood);
        AssertPoint("first_bad", truth.FirstBad, found.Onset.FirstBad);
        AssertPoint("last_bad", truth.LastBad, found.Recovery.LastBad);
        AssertPoint("first_good", truth.FirstGood, found.Recovery.FirstGood);
        Assert.Equal(truth.RecipientsRefused, found.Counts.RecipientsRefused);
        Assert.Equal(truth.MessagesFailed, found.Counts.Messages);
        AssertCause(truth, found.Causes[0]);
    }

    // Where the logs cannot show the cause, any answer may stand, but not with confidence.
    private static void AssertCause(TruthIncident truth, Cause top)
    {
        if (truth.CauseObservable)
            Assert.Equal(truth.Cause, top.Id);
        else
            Assert.True(top.Id == truth.Cause || top.Confidence != Confidence.Strong, $"'{top.Id}' is claimed strongly; it is '{truth.Cause}'.");
    }

    private static void AssertPoint(string bound, TruthPoint? truth, TrialPoint? found)
    {
        string Said(DateTime time, string server, string session, string? file) => $"{bound} {time:yyyy-MM-dd'T'HH:mm:ss.fff} {server} {session} {file}";
        if (truth is null || found is null)
        {
            Assert.True(truth is null && found is null, $"{bound}: expected {truth}, found {found}");
            return;
        }

        Assert.Equal(Said(truth.Time, truth.Server, truth.SessionId, truth.File), Said(found.Time, found.Server, found.SessionId, found.File));
        Assert.InRange(found.Line, truth.Line, truth.LineEnd ?? truth.Line);
    }

    private static void AssertAccounts(SampleTruth truth, string lake)
    {
        var ledger = LakeHelper.Rows(lake, "SELECT path, size, lines, header_lines, event_lines, status FROM files ORDER BY path");
        Assert.Equal(
            truth.Files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"{file.Path} {file.Bytes} {file.Lines} {file.HeaderLines} {file.EventLines} converted"),
            ledger.Select(row => string.Join(' ', row)));
        Assert.Equal(truth.Totals.Rows, LakeHelper.Number(lake, "SELECT count(*) FROM events"));
        Assert.Equal(truth.Totals.Sessions, LakeHelper.Number(lake, "SELECT count(*) FROM sessions"));
        Assert.Equal(truth.Totals.Recipients, LakeHelper.Number(lake, "SELECT count(*) FROM recipients"));
    }
}
