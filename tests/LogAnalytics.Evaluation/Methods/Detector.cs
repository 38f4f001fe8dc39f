using LogAnalytics.Detection;
using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Methods;

/// <summary>The project's own search; its major onsets count.</summary>
internal sealed class Detector : IMethod
{
    public string Name => Parts.SeriesPart.DetectorName;

    public IReadOnlyList<Detected> Find(PreparedSeries series)
    {
        var found = OnsetSearch.Find(series.Encode(), new OnsetOptions());
        long? Time(long? trial) => trial is { } t ? series.Trials[(int)t].TimeMs : null;
        return
        [
            .. found.Onsets.Where(onset => onset.Severity == OnsetSeverity.Major).Select(onset => new Detected
            {
                FirstBadMs = series.Trials[(int)onset.FirstBadTrial].TimeMs,
                LastBadMs = series.Trials[(int)onset.LastBadTrial].TimeMs,
                HasDetails = true,
                IsPreExisting = onset.IsPreExisting,
                LastGoodMs = Time(onset.LastGoodTrial),
                FirstGoodMs = Time(onset.FirstGoodTrial),
                ChangeAfterMs = onset.ChangeAfterMicros / 1000,
                ChangeByMs = onset.ChangeByMicros / 1000,
                Cause = onset.Explanations.Count > 0 ? [.. onset.Explanations[0].Terms.Select(term => term.Attribute).Order(StringComparer.Ordinal)] : [],
                Text = $"{(onset.Slice.Count == 0 ? "whole" : string.Join(" and ", onset.Slice))} {onset.FailedDuring}/{onset.TrialsDuring} ln p {onset.LogSignificance:F0}",
            }),
        ];
    }
}
