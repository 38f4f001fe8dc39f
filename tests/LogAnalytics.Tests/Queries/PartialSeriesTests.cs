using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Commands;
using LogAnalytics.Detection;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Sharding;
using LogAnalytics.Queries;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>The series of a lake, run by run, whether messages are read or what tasks made of them.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class PartialSeriesTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("partial", 3, 40)]
    [InlineData("clean_noisy", 4, 1_000_000)]
    [InlineData("rollout", 5, 1_000_000)]
    public async Task Runs_of_parts_are_those_of_messages(string kind, int seed, int most)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = kind, Seed = seed, Servers = 4, Days = 2, SessionsPerServerHour = 6 });
        await LakeHelper.ConvertAsync(_workspace.PathOf("first"), tree.Root);
        int retries = PassElsewhere(tree);
        string path = _workspace.PathOf("plan.json"), lake = _workspace.Lake;
        await CliRunner.ExpectAsync(0, "plan", tree.Root, "--shards", "3", "--output", path);
        foreach (string verb in new[] { "convert", "partial" })
        {
            foreach (string shard in new[] { "1/3", "2/3", "3/3" })
                await CliRunner.ExpectAsync(0, verb, "--manifest", path, "--shard", shard, "--lake", lake);
            await CliRunner.ExpectAsync(0, "merge", "--manifest", path, "--lake", lake);
        }

        LakeFolder folder = new(lake);
        LakeManifest manifest = folder.ReadManifest();
        Dictionary<string, IReadOnlyList<string>> tables = AnalysisRun.Tables(folder, manifest);
        foreach ((string table, IReadOnlyList<string> files) in PartialCommand.Folders(folder, manifest, PlanFile.Read(path), path).ReadAll())
            tables.Add(Partials.Prefix + table, files);
        List<string> ofMessages = Runs(folder.Tables(manifest), ofPartials: false);
        // Nearly without them: nothing reads them.
        tables["messages"] = [tables["messages"][0]];
        List<string> ofPartials = Runs(tables, ofPartials: true);

        Assert.True(retries > 5, $"{retries} retries on another server");
        Assert.True(ofMessages.Count > 10);
        Assert.Equal(ofMessages, ofPartials);

        List<string> Runs(IReadOnlyDictionary<string, IReadOnlyList<string>> files, bool ofPartials)
        {
            using LakeDatabase database = LakeDatabase.Open(lake, files, new EngineLimits(2, 1L << 30, _workspace.PathOf("scratch")), isLocked: false);
            GivenRelevance.Prepare(database, []);
            List<string> lines = [];
            foreach (SeriesSummary summary in SeriesReader.Prepare(database, null, null, most, ofPartials))
            {
                lines.Add(summary.ToString());
                TrialSeries series = SeriesReader.Read(database, summary.Group, [], most);
                lines.AddRange(series.Runs.Select(run => $"{run with { Cell = 0 }} {string.Join('|', series.Cells[run.Cell])}"));
            }

            return lines;
        }
    }

    // Makes the next pass on another server one of a message that was refused.
    private int PassElsewhere(TreeFolder tree)
    {
        Dictionary<string, string> ids = LakeHelper.Rows(_workspace.PathOf("first"), """
            SELECT passed, min(refused)
            FROM (
                SELECT r.internet_message_id AS refused, min_by(p.internet_message_id, p.decided_at) AS passed
                FROM messages AS r JOIN messages AS p ON p.decided_at > r.decided_at AND p.server <> r.server
                WHERE r.attribution_family IS NOT NULL AND p.attribution_family IS NULL AND p.accepted_count > 0
                GROUP BY r.internet_message_id
            )
            GROUP BY passed
            """).ToDictionary(row => (string)row[0]!, row => (string)row[1]!);
        foreach (string log in tree.Logs())
        {
            string text = File.ReadAllText(log);
            foreach ((string passed, string refused) in ids)
                text = text.Replace(passed, refused, StringComparison.Ordinal);
            File.WriteAllText(log, text);
        }

        return ids.Count;
    }
}
