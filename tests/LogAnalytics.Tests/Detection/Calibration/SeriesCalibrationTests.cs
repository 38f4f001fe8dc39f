using LogAnalytics.Detection;
using LogAnalytics.Detection.Calibration;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Detection.Calibration;

/// <summary>What a calibration counts.</summary>
public class SeriesCalibrationTests
{
    private static readonly CalibrationOptions _options = new() { Shares = [1, 0.2], Failures = [3, 20], Repeats = 8, Scopes = [PlantScope.All, PlantScope.Server] };

    [Fact]
    public void Run_finds_what_is_large_and_counts_what_it_planted()
    {
        CalibrationReport report = Run(SomeTrials.Of(2_000, servers: 2, seed: 1), _options);

        Assert.Equal((2_000, 0, null), (report.Trials, report.Failed, report.TooLittle));
        Assert.Equal(8, report.Cells.Count);
        Assert.All(report.Cells, cell => Assert.Equal(8, cell.Planted));
        CalibrationCell large = report.Cells.Single(cell => cell is { Scope: PlantScope.All, Share: 1, Failures: 20 });
        Assert.Equal((8, 8, 8, 8), (large.Found, large.FoundAsIncident, large.FirstErrorExact, large.BracketHolds));
        Assert.All(report.Cells, cell => Assert.InRange(cell.FirstErrorExact, 0, cell.FoundAsIncident));
        // Three failures of which one in five trials fails are what chance does.
        Assert.Equal(0, report.Cells.Single(cell => cell is { Scope: PlantScope.All, Share: 0.2, Failures: 3 }).Found);
        Assert.Equal(20, report.Smallest.Single(found => found is { Scope: PlantScope.All, Share: 0.2, FalseAlarmRate: 0.001 }).Failures);
        Assert.All(report.FalseAlarms, alarms => Assert.Equal((0, 0), (alarms.InSeries, alarms.Shuffled)));
    }

    [Fact]
    public void Run_depends_on_the_seed_and_not_on_the_threads()
    {
        TrialList trials = SomeTrials.Of(1_000, servers: 3, seed: 2);

        string Text(CalibrationOptions options) => string.Join('\n', Run(trials, options).Cells.Select(cell => $"{cell with { FoundAtRate = [] }}"));

        Assert.Equal(Text(_options), Text(_options with { Threads = 4 }));
        Assert.NotEqual(Text(_options), Text(_options with { Seed = 2 }));
        // An incident does not change with what else is planted.
        Assert.Equal(Text(_options).Split('\n').Where(line => line.Contains("Failures = 20", StringComparison.Ordinal)), Text(_options with { Failures = [20] }).Split('\n'));
    }

    [Fact]
    public void Run_leaves_the_incidents_of_the_series_out()
    {
        TrialList trials = SomeTrials.Of(1_000, servers: 2, seed: 3);
        Array.Fill(trials.Failed, true, 400, 60);

        CalibrationReport report = Run(trials, _options);

        ExcludedWindow window = Assert.Single(report.Excluded);
        Assert.Equal((60, 940, 0), (window.Trials, report.Trials, report.Failed));
        Assert.Equal(DateTime.UnixEpoch.AddTicks(trials.TimesMicros[400] * 10), window.FirstBad);
        Assert.All(report.FalseAlarms, alarms => Assert.Equal(1, alarms.InSeries));
    }

    [Fact]
    public void Run_counts_false_alarms_of_a_background_that_is_dealt_anew()
    {
        TrialList trials = SomeTrials.Of(2_000, servers: 2, seed: 4);
        foreach (int trial in new[] { 150, 480, 700, 1_200, 1_750 })
            trials.Failed[trial] = true;

        CalibrationReport report = Run(trials, _options with { Repeats = 20, Shares = [1], Failures = [3] });

        Assert.Equal((5, 0), (report.Failed, report.Excluded.Count));
        FalseAlarms inUse = report.FalseAlarms[0];
        Assert.Equal((0.001, 200), (inUse.FalseAlarmRate, inUse.Shuffled));
        Assert.InRange(inUse.ShuffledWithIncident, 0, 2);
    }

    [Fact]
    public void Run_says_that_there_is_too_little_mail()
    {
        CalibrationReport report = Run(SomeTrials.Of(199, servers: 2, seed: 1), _options);

        Assert.Contains("199 messages", report.TooLittle);
        Assert.Empty(report.Cells);
        // Sizes that are too large for the mail are missing, the others are there.
        Assert.All(Run(SomeTrials.Of(200, servers: 1, seed: 1), _options).Cells, cell => Assert.True(cell.Failures / cell.Share <= 100));
        Assert.NotEmpty(Run(SomeTrials.Of(200, servers: 1, seed: 1), _options).Cells);
    }

    [Fact]
    public void Encode_is_the_series_that_the_trials_make()
    {
        TrialList trials = SomeTrials.Of(300, servers: 2, seed: 5);
        Random random = new(5);
        for (int i = 0; i < trials.Count; i++)
            trials.Failed[i] = random.Next(6) == 0 && trials.Kinds[trials.KindOf[i]].SenderDomain != "s0.example";
        HashSet<string> refused = [.. Enumerable.Range(0, 300).Where(i => trials.Failed[i]).Select(i => trials.Kinds[trials.KindOf[i]].RecipientDomains[0])];
        TrialSeriesBuilder plain = new([.. trials.AttributeNames]);
        for (int i = 0; i < trials.Count; i++)
        {
            TrialKind kind = trials.Kinds[trials.KindOf[i]];
            string sender = kind.SenderDomain == "s0.example" ? "" : kind.SenderDomain!;
            plain.Add(trials.TimesMicros[i], trials.Failed[i], [.. kind.Values, sender, refused.Contains(kind.RecipientDomains[0]) ? kind.RecipientDomains[0] : ""]);
        }

        Assert.Equal(Text(plain.Build()), Text(new SeriesEncoder(trials).Encode(trials.Failed)));

        static string Text(TrialSeries series) => string.Join('\n', series.Runs.Select(run => $"{run with { Cell = 0 }} {string.Join('|', series.Cells[run.Cell])}"));
    }

    private static CalibrationReport Run(TrialList trials, CalibrationOptions options) => new SeriesCalibration(trials, options).Run(_ => { }, default);
}
