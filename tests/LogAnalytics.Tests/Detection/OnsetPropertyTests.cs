using CsCheck;
using LogAnalytics.Detection;
using LogAnalytics.Tests.Generators;
using Xunit.Abstractions;

namespace LogAnalytics.Tests.Detection;

public class OnsetPropertyTests(ITestOutputHelper output)
{
    [Fact]
    public void Find_pure_chance_has_no_major_and_few_minors()
    {
        var majors = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            double[] rates = [0.001, 0.003, 0.01, 0.02];
            var result = new MailFlow(seed) { Background = rates[seed % 4] }.Add(500 + seed * 30).Search();
            var found = result.Onsets.Count(onset => onset.Severity == OnsetSeverity.Major);
            if (found > 0 || result.Findings.Count > 0)
                output.WriteLine($"seed {seed}: {string.Join("; ", result.Onsets)} {string.Join("; ", result.Findings)}");
            majors += found;
            Assert.True(result.Onsets.Count <= 3);
        }
        Assert.Equal(0, majors);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Find_many_bursts_in_the_background_are_no_major(int longest)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var left = 0;
            var random = new Random(seed);
            var flow = new MailFlow(seed).Add(8000, (_, _) =>
            {
                if (left == 0 && random.NextDouble() < 0.004)
                    left = 1 + random.Next(longest);
                return left-- > 0 ? 1 : left = 0;
            });
            Assert.True(OnsetScenarioTests.Majors(flow).Count == 0, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(1.0, 20, 0.0)]
    [InlineData(1.0, 20, 0.01)]
    [InlineData(0.5, 60, 0.0)]
    [InlineData(0.2, 200, 0.0)]
    public void Find_planted_step_has_exact_edges(double rate, int length, double background)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            // The edges fail, so first and last are known; a background failure within three trials may join them.
            var flow = new MailFlow(seed) { Background = background }.Add(1500)
                .Add(length, (_, i) => i < 3 || i >= length - 3 ? 1 : rate).Add(900);
            var onset = Assert.Single(OnsetScenarioTests.Majors(flow));
            Assert.InRange(onset.FirstBadTrial, background > 0 ? 1497 : 1500, 1500);
            Assert.InRange(onset.LastBadTrial, 1499 + length, 1499 + length + (background > 0 ? 3 : 0));
        }
    }

    [Fact]
    public void Find_any_order_of_cells_gives_the_same() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Sample((seed, shuffle) =>
        {
            var series = Mixed(seed);
            var order = Enumerable.Range(0, series.Cells.Count).ToArray();
            new Random(shuffle).Shuffle(order);
            var position = new int[order.Length];
            for (var i = 0; i < order.Length; i++)
                position[order[i]] = i;
            var shuffled = series with
            {
                Cells = [.. order.Select(cell => series.Cells[cell])],
                Runs = [.. series.Runs.Select(run => run with { Cell = position[run.Cell] })],
            };
            Assert.Equal(Text(series), Text(shuffled));
        }, iter: 40);

    [Fact]
    public void Find_cells_split_by_a_label_that_says_nothing_gives_the_same() =>
        Gen.Int[0, 10_000].Sample(seed =>
        {
            // A coin tossed per row: no value of the new attribute explains anything.
            var series = Mixed(seed);
            var cells = series.Cells.SelectMany(cell =>
                new[] { "a", "b" }.Select(label => (IReadOnlyList<string?>)[.. cell, label])).ToList();
            var random = new Random(seed);
            var labelled = series with
            {
                AttributeNames = [.. series.AttributeNames, "label"],
                Cells = cells,
                Runs = [.. series.Runs.Select(run => run with { Cell = 2 * run.Cell + random.Next(2) })],
            };
            Assert.Equal(Edges(series), Edges(labelled));
        }, iter: 40);

    [Fact]
    public void Find_mixed_series_has_all_kinds_twice_the_same()
    {
        var result = OnsetSearch.Find(Mixed(1), new OnsetOptions());
        Assert.Equal(2, result.Onsets.Count(onset => onset.Severity == OnsetSeverity.Major));
        Assert.Single(result.Findings);
        Assert.Equal(Text(Mixed(1)), Text(Mixed(1)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Find_false_alarm_rate_out_of_range_throws(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            OnsetSearch.Find(Mixed(1), new OnsetOptions { FalseAlarmRate = rate }));

    private static TrialSeries Mixed(int seed) => new MailFlow(seed) { Background = 0.002 }
        .Add(700).Add(200, (t, _) => t.Server == "SRV1" ? 1 : 0).Add(600, (t, i) =>
        {
            t.Sender = i % 30 == 0 ? "unverified.example" : t.Sender;
            return i % 30 == 0 ? 1 : 0;
        }).Add(100, (_, _) => 0.6).Add(500).Build();

    private static string Text(TrialSeries series)
    {
        var result = OnsetSearch.Find(series, new OnsetOptions());
        return string.Join("\n", result.Onsets.Select(onset => $"{onset with { Slice = [] }} {string.Join(",", onset.Slice)}"))
            + string.Join("\n", result.Findings);
    }

    private static string Edges(TrialSeries series) => string.Join("\n", OnsetSearch.Find(series, new OnsetOptions()).Onsets
        .Where(onset => onset.Severity == OnsetSeverity.Major)
        .Select(onset => $"{onset.FirstBadTrial} {onset.LastBadTrial} {string.Join(",", onset.Slice)}"));
}
