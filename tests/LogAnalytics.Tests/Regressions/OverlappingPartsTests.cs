extern alias Evaluation;

using Evaluation::LogAnalytics.Evaluation.Families;
using Evaluation::LogAnalytics.Evaluation.Parts;
using LogAnalytics.Detection;

namespace LogAnalytics.Tests.Regressions;

/// <summary>The settled edges of one part of an impure window took all failures of the next, which was then described without any.</summary>
public class OverlappingPartsTests
{
    [Theory]
    [InlineData("ramp", 114)]
    public void Find_part_that_another_has_taken_in_is_none(string family, int seed)
    {
        var (_, series, truths, _) = SeriesPart.Make(Family.All.Single(f => f.Name == family), Mode.Stress, seed);
        Assert.NotEmpty(truths);
        OnsetSearchResult result = OnsetSearch.Find(series.Encode(), new OnsetOptions());
        Assert.NotEmpty(result.Onsets);
        Assert.All(result.Onsets, onset => Assert.InRange(onset.FailedDuring, 1, onset.TrialsDuring));
    }
}
