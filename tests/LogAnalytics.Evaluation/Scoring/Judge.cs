using LogAnalytics.Evaluation.Methods;
using LogAnalytics.Evaluation.Truth;

namespace LogAnalytics.Evaluation.Scoring;

/// <summary>Sets what was claimed beside what is true. A claim matches when it overlaps, in time, by half of both together.</summary>
internal static class Judge
{
    private const double LeastOverlap = 0.5;

    /// <summary>Each side has a second more, so that windows of one instant have a length.</summary>
    private const long PadMs = 1000;

    /// <summary>What is wrong, one line each; empty when all is right.</summary>
    public static List<string> Count(Tally tally, IReadOnlyList<TrueIncident> truths, IReadOnlyList<Detected> claims, double cleanDays)
    {
        var problems = new List<string>();
        tally.Series++;
        tally.CleanDays += cleanDays;
        var pairs = Match(truths, claims);
        foreach (var (truth, claim) in pairs)
        {
            // Too little is left to claim it or to blame the claim.
            if (!truth.IsEnough)
                continue;
            tally.True++;
            if (claim is null)
            {
                problems.Add($"missed {Span(truth.FirstBadMs, truth.LastBadMs)} failed {truth.Failed}");
                continue;
            }
            tally.Matched++;
            tally.Claimed++;
            Details(tally, truth, claim, problems);
        }
        foreach (var claim in claims.Except(pairs.Select(pair => pair.Claim).OfType<Detected>(), ReferenceEqualityComparer.Instance).OfType<Detected>())
        {
            tally.Claimed++;
            tally.FalseInClean += cleanDays > 0 ? 1 : 0;
            problems.Add($"false {Span(claim.FirstBadMs, claim.LastBadMs)} {claim.Text}");
        }
        return problems;
    }

    private static void Details(Tally tally, TrueIncident truth, Detected claim, List<string> problems)
    {
        if (!tally.FirstBad.Count(claim.FirstBadMs == truth.FirstBadMs))
            problems.Add($"first bad {Text(claim.FirstBadMs)} for {Text(truth.FirstBadMs)} ({claim.Text}, true {truth.Failed})");
        if (!claim.HasDetails)
            return;
        if (!tally.LastGood.Count(claim.IsPreExisting == truth.IsPreExisting && claim.LastGoodMs == truth.LastGoodMs))
            problems.Add($"last good {Text(claim.LastGoodMs)} for {Text(truth.LastGoodMs)} ({claim.Text})");
        if (truth.ChangeMs is { } change
            && !tally.Bracket.Count(!claim.IsPreExisting && (claim.ChangeAfterMs is not { } after || after <= change) && change <= claim.ChangeByMs))
            problems.Add($"bracket {Text(claim.ChangeAfterMs)}..{Text(claim.ChangeByMs)} for {Text((long)change)} ({claim.Text})");
        if (!tally.Recovery.Count(claim.LastBadMs == truth.LastBadMs && claim.FirstGoodMs == truth.FirstGoodMs))
            problems.Add($"recovery {Text(claim.LastBadMs)}..{Text(claim.FirstGoodMs)} for {Text(truth.LastBadMs)}..{Text(truth.FirstGoodMs)} ({claim.Text})");
        if (!tally.Cause.Count(truth.Causes.Any(cause => cause.Order(StringComparer.Ordinal).SequenceEqual(claim.Cause))))
            problems.Add($"cause [{string.Join(",", claim.Cause)}] for {string.Join(" or ", truth.Causes.Select(cause => $"[{string.Join(",", cause)}]"))} ({claim.Text})");
    }

    /// <summary>One to one, the largest overlaps first.</summary>
    private static List<(TrueIncident Truth, Detected? Claim)> Match(IReadOnlyList<TrueIncident> truths, IReadOnlyList<Detected> claims)
    {
        var matches = new Dictionary<int, int>();
        foreach (var (t, c, _) in truths.SelectMany((truth, t) => claims.Select((claim, c) => (T: t, C: c, Overlap: Overlap(truth, claim))))
            .Where(pair => pair.Overlap >= LeastOverlap).OrderByDescending(pair => pair.Overlap))
        {
            if (!matches.ContainsKey(t) && !matches.ContainsValue(c))
                matches[t] = c;
        }
        return [.. truths.Select((truth, t) => (truth, matches.TryGetValue(t, out var c) ? claims[c] : null))];
    }

    private static double Overlap(TrueIncident truth, Detected claim)
    {
        var both = Math.Min(truth.LastBadMs, claim.LastBadMs) - Math.Max(truth.FirstBadMs, claim.FirstBadMs) + PadMs;
        var either = Math.Max(truth.LastBadMs, claim.LastBadMs) - Math.Min(truth.FirstBadMs, claim.FirstBadMs) + PadMs;
        return Math.Max(0.0, both) / either;
    }

    private static string Span(long fromMs, long toMs) => $"{Text(fromMs)}..{Text(toMs)}";

    private static string Text(long? ms) => ms is { } t ? $"{DateTimeOffset.FromUnixTimeMilliseconds(t):dd'T'HH:mm:ss}" : "–";
}
