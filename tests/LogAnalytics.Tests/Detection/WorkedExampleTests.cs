using System.Globalization;
using LogAnalytics.Detection;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Detection;

/// <summary>The worked number of docs/detection.md: 500 passes, 6 failures, 500 passes.</summary>
public class WorkedExampleTests
{
    private const double FalseAlarmRate = 0.001;

    private static readonly TrialSeries _series = new TrialSeriesBuilder("server")
        .Add(new string('.', 500) + new string('x', 6) + new string('.', 500), "EX01").Build();

    [Fact]
    public void Document_says_what_the_code_computes()
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "detection.md"));
        double oneSegment = -BernoulliLikelihood.Maximum(6, 1006);
        double penalty = Segmentation.Penalty(6, FalseAlarmRate);
        Onset onset = Assert.Single(OnsetSearch.Find(_series, new OnsetOptions()).Onsets);
        Assert.Contains($"β = {Number(penalty)}", text, StringComparison.Ordinal);
        Assert.Contains($"one segment costs {Number(oneSegment)}", text, StringComparison.Ordinal);
        Assert.Contains($"three cost 2β = {Number(2 * penalty)}", text, StringComparison.Ordinal);
        Assert.Contains($"ln p = {Number(onset.LogSignificance)}", text, StringComparison.Ordinal);
        Assert.Equal(2 * Math.Log(6) + 5 * Math.Log(0.2 / 1200), onset.LogSignificance, 1e-9);
    }

    [Fact]
    public void Onset_of_the_document_has_its_bounds()
    {
        Onset onset = Assert.Single(OnsetSearch.Find(_series, new OnsetOptions()).Onsets);
        Assert.Equal((499L, 500L, 505L, 506L), (onset.LastGoodTrial, onset.FirstBadTrial, onset.LastBadTrial, onset.FirstGoodTrial));
        Assert.Empty(onset.Explanations);
        Assert.InRange(onset.ChangeAfterMicros!.Value, 497 * 60_000_000L, 499 * 60_000_000L);
        Assert.Equal(500 * 60_000_000L, onset.ChangeByMicros);
    }

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture).Replace('-', '−');
}
