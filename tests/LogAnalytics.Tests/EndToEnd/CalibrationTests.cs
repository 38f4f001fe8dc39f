using System.Text.Json;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Detection;
using LogAnalytics.Detection.Calibration;
using LogAnalytics.Queries;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>Calibration of a lake through the whole tool.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class CalibrationTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Calibrate_plants_beside_the_incident_of_the_logs_and_leaves_the_lake_alone()
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "server_certificate_differs", Seed = 4, Days = 2, SessionsPerServerHour = 12, Recovers = true });
        await LakeHelper.ConvertAsync(_workspace.Lake, tree.Root);
        string[] before = TreeFolder.Fingerprint(_workspace.Lake);

        CliResult two = await RunAsync("--threads", "2");
        CliResult one = await RunAsync("--threads", "1");

        Assert.Equal(0, two.ExitCode);
        Assert.Equal(one.Out, two.Out);
        Assert.Equal(before, TreeFolder.Fingerprint(_workspace.Lake));
        using JsonDocument document = JsonDocument.Parse(two.Out);
        Assert.Equal("loganalytics/calibration/1", document.RootElement.GetProperty("schema").GetString());
        JsonElement series = Assert.Single(document.RootElement.GetProperty("series").EnumerateArray());
        JsonElement excluded = Assert.Single(series.GetProperty("excluded").EnumerateArray());
        Assert.Equal(tree.Truth.Incidents[0].FirstBad!.Time, excluded.GetProperty("first_bad").GetDateTime());
        JsonElement[] cells = [.. series.GetProperty("cells").EnumerateArray()];
        Assert.Equal(["all", "server", "sender_domain"], cells.Select(cell => cell.GetProperty("scope").GetString()).Distinct());
        // Twenty messages in a row that all fail are found in any mail.
        JsonElement large = cells.Single(cell => cell.GetProperty("scope").GetString() == "all" && cell.GetProperty("share").GetDouble() == 1 && cell.GetProperty("failures").GetInt32() == 20);
        Assert.Equal((5, 5), (large.GetProperty("planted").GetInt32(), large.GetProperty("found").GetInt32()));
        Assert.Equal(5, large.GetProperty("first_error_exact").GetInt32());
    }

    [Fact]
    public async Task Calibrate_looks_at_what_it_is_told_to_be_the_service()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("certificate-name-changed"));

        CliResult alone = await RunAsync();
        CliResult told = await RunAsync("--remote-family", "outlook.com=other");

        Assert.Equal((0, 1), (alone.ExitCode, Series(alone)));
        Assert.Equal((0, 0), (told.ExitCode, Series(told)));

        static int Series(CliResult result)
        {
            using JsonDocument document = JsonDocument.Parse(result.Out);
            return document.RootElement.GetProperty("series").GetArrayLength();
        }
    }

    [Theory]
    [InlineData("partial")]
    [InlineData("clean_noisy")]
    public async Task Trials_one_by_one_make_the_same_series_as_the_runs(string kind)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = kind, Seed = 5, Days = 1, SessionsPerServerHour = 10 });
        await LakeHelper.ConvertAsync(_workspace.Lake, tree.Root);
        using LakeDatabase database = LakeHelper.Open(_workspace.Lake);
        GivenRelevance.Prepare(database, []);

        IReadOnlyList<SeriesSummary> groups = SeriesReader.Prepare(database, null, null);
        TrialList trials = Assert.Single(TrialListReader.Read(database, groups));
        TrialSeries runs = SeriesReader.Read(database, groups[0].Group, []);

        Assert.Contains(true, trials.Failed);
        Assert.Equal(Text(runs), Text(new SeriesEncoder(trials).Encode(trials.Failed)));

        // Ordinals of the runs count the trials that do not count too.
        static string Text(TrialSeries series) => string.Join('\n', series.Runs
            .Select(run => $"{run.RunIndex} {run.Failed} {run.Count} {run.FirstTimeMicros} {run.LastTimeMicros} {string.Join('|', series.Cells[run.Cell].Select(value => value ?? "-"))}")
            .Order(StringComparer.Ordinal));
    }

    private Task<CliResult> RunAsync(params string[] more) => CliRunner.RunAsync(["calibrate", "--lake", _workspace.Lake, "--repeats", "5", "--format", "json", "--quiet", .. more]);
}
