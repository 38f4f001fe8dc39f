namespace LogAnalytics.Diagnosis;

/// <summary>Sender domains that fail beside sender domains that pass in the same window.</summary>
internal sealed record SenderSplit(IReadOnlyList<ValueCounts> Failing, IReadOnlyList<ValueCounts> Passing)
{
    private const double LuckLevel = 0.001;

    /// <summary>Passing senders must carry this share of the window, or the split is about a side stream.</summary>
    private const double LeastShare = 0.1;

    /// <summary>The passing senders passed before too: they are the tenant's steady ones.</summary>
    public bool PassedBefore => Passing.Any(v => v.PassedBefore > 0);

    public static SenderSplit? Find(AttributeCounts senders)
    {
        var failing = senders.Rows.Where(v => v.FailedDuring > 0).OrderByDescending(v => v.FailedDuring).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        long failed = failing.Sum(v => v.FailedDuring);
        long passed = failing.Sum(v => v.PassedDuring);
        // A sender with few messages passes by luck while recipients inside the service pass, and picking the lucky
        // ones out of many makes it look certain: each must be beyond luck by itself, at the level for that many.
        double level = LuckLevel / Math.Max(1, senders.Rows.Count);
        var passing = senders.Rows
            .Where(v => v is { FailedDuring: 0, PassedDuring: > 0 } && !Likelihood.CouldBeLuck(v.PassedDuring, passed, failed, level))
            .OrderByDescending(v => v.PassedDuring).ThenBy(v => v.Value, StringComparer.Ordinal)
            .ToList();
        long trials = senders.PassedDuring + senders.FailedDuring;
        return failing.Count > 0 && passing.Sum(v => v.PassedDuring) >= LeastShare * trials && passing.Count > 0
            ? new SenderSplit(failing, passing)
            : null;
    }
}
