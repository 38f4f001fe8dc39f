using LogAnalytics.Detection;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Detection;

/// <summary>Where a window begins and ends when failures by chance stand beside it.</summary>
public class WindowEdgeTests
{
    /// <summary>One failure in forty: what chance does here.</summary>
    private static readonly string _background = string.Concat(Enumerable.Repeat(new string('.', 39) + "x", 20)) + new string('.', 20);

    /// <summary>On and off, ten trials each.</summary>
    private static readonly string _flapping = string.Concat(Enumerable.Repeat(new string('x', 10) + new string('.', 10), 12));

    private static Onset Find(string outcomes) =>
        Assert.Single(OnsetSearch.Find(new TrialSeriesBuilder("server").Add(outcomes, "EX01").Build(), new OnsetOptions()).Onsets, onset => onset.Severity == OnsetSeverity.Major);

    [Theory]
    [InlineData("xxx..............", 0)] // three in a row are no chance, though the break before the next is longer than any other
    [InlineData("x....", 5)] // one alone is
    public void Find_flapping_begins_where_chance_does_not_explain_it(string head, int skipped)
    {
        Onset onset = Find(_background + head + _flapping + _background);
        Assert.Equal(_background.Length + skipped, onset.FirstBadTrial);
    }

    [Theory]
    [InlineData("......xxx", 8)]
    [InlineData("......x", -11)] // the flapping part ends with ten passes
    public void Find_flapping_ends_where_chance_explains_the_rest(string tail, int last)
    {
        Onset onset = Find(_background + _flapping + tail + _background);
        Assert.Equal(_background.Length + _flapping.Length + last, onset.LastBadTrial);
    }

    [Fact]
    public void Find_window_that_was_there_at_the_start_keeps_its_first_failure() =>
        Assert.Equal(0, Find("x..." + new string('x', 60) + _background).FirstBadTrial);

    [Fact]
    public void Find_null_sender_alone_begins_with_its_own_first_failure()
    {
        var flow = new MailFlow(41) { Background = 0.02 }.Add(1500).Add(1500, (trial, _) => trial.Sender == "<>" ? 1 : 0).Add(800);
        TrialSeries series = flow.Build();
        long[] passed = [.. series.Runs.Where(run => !run.Failed && series.Cells[run.Cell].Contains("<>")).SelectMany(run => new[] { run.FirstTrial, run.LastTrial }).Order()];
        Onset onset = OnsetScenarioTests.SingleMajor(flow);
        Assert.Equal([new SliceTerm("sender_domain", "<>")], onset.Slice);
        Assert.Equal((flow.Broken[0], flow.Broken[^1]), (onset.FirstBadTrial, onset.LastBadTrial));
        // Others pass all along: neither the onset nor the end is theirs.
        Assert.Equal((passed.Last(trial => trial < onset.FirstBadTrial), passed.First(trial => trial > onset.LastBadTrial)), (onset.LastGoodTrial, onset.FirstGoodTrial));
        Assert.True(onset.ChangeAfterMicros <= (onset.LastGoodTrial + 1) * 60_000_000);
    }

    [Fact]
    public void Find_null_sender_that_falls_silent_has_not_recovered()
    {
        var flow = new MailFlow(43).Add(1500).Add(900, (trial, _) => trial.Sender == "<>" ? 1 : 0).Add(900, (trial, _) =>
        {
            trial.Sender = "contoso.com";
            return 0;
        });
        Onset onset = OnsetScenarioTests.SingleMajor(flow);
        Assert.Equal([new SliceTerm("sender_domain", "<>")], onset.Slice);
        Assert.False(onset.IsRecovered);
    }

    [Fact]
    public void Find_value_that_came_and_went_is_an_onset_not_pre_existing()
    {
        // Few trials in all, but while it was in use every third one.
        var flow = new MailFlow(42).Add(900).Add(36, (trial, i) =>
        {
            if (i % 3 != 0)
                return 0;
            trial.Certificate = "new";
            return 1;
        }).Add(4000);
        Assert.False(OnsetScenarioTests.SingleMajor(flow).IsPreExisting);
    }
}
