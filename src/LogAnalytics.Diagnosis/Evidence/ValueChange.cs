namespace LogAnalytics.Diagnosis;

/// <summary>Values of one attribute that came in at the onset, and how much of the failures they account for.</summary>
internal sealed record ValueChange
{
    /// <summary>From this share of the failures on, the change accounts for all of them but background.</summary>
    private const double FullCoverage = 0.95;
    private const double HalfCoverage = 0.5;

    public required string Attribute { get; init; }

    /// <summary>Failing values never seen among passing trials before, most failures first.</summary>
    public required IReadOnlyList<ValueCounts> New { get; init; }

    /// <summary>All other values.</summary>
    public required IReadOnlyList<ValueCounts> Others { get; init; }

    /// <summary>The gain of the new values reaches the share of the reference that step 9 asks for.</summary>
    public required bool Explains { get; init; }

    /// <summary>A new value was in use, and passed, at an earlier time.</summary>
    public required bool IsReturn { get; init; }

    public long Failed => New.Sum(v => v.FailedDuring);

    public long FailedTotal => Failed + Others.Sum(v => v.FailedDuring);

    public bool Exists => New.Count > 0;

    public bool IsFull => Exists && Explains && Failed >= FullCoverage * FailedTotal;

    public bool IsPartial => Exists && (Explains || Failed >= HalfCoverage * FailedTotal);

    /// <summary>Other values that passed before and went on passing in the window, while the new ones failed.</summary>
    public IEnumerable<ValueCounts> KeptPassing
        => Others.Where(v => v.PassedBefore > 0 && v.PassedDuring > 0 && v.FailedDuring * 20 < v.PassedDuring);

    /// <summary>Values of before that pass after the window, where the new ones are gone.</summary>
    public IEnumerable<ValueCounts> CameBack
        => New.Any(v => v.PassedAfter + v.FailedAfter > 0) ? [] : Others.Where(v => v.PassedBefore > 0 && v.PassedAfter > 0);

    /// <param name="select">The values that the question is about, e.g. only thumbprints, not "none".</param>
    public static ValueChange Find(AttributeCounts counts, DateTime onset, bool hasBefore, Func<string?, bool> select)
    {
        var failing = counts.Rows
            .Where(v => hasBefore && v.FailedDuring > 0 && select(v.Value))
            .Select(v => (Value: v, Novelty: v.NoveltyAt(onset)))
            .Where(v => v.Novelty != ValueNovelty.Known)
            .OrderByDescending(v => v.Value.FailedDuring).ThenBy(v => v.Value.Value, StringComparer.Ordinal)
            .ToList();
        List<ValueCounts> fresh = failing.Select(v => v.Value).ToList();
        return new ValueChange
        {
            Attribute = counts.Attribute,
            New = fresh,
            Others = counts.Rows.Except(fresh).ToList(),
            Explains = ExplainsFailures(counts, fresh),
            IsReturn = failing.Any(v => v.Novelty == ValueNovelty.Returned),
        };
    }

    private static bool ExplainsFailures(AttributeCounts counts, List<ValueCounts> fresh)
    {
        if (fresh.Count == 0)
            return false;
        long failed = counts.FailedBefore + counts.FailedDuring;
        long trials = failed + counts.PassedBefore + counts.PassedDuring;
        double reference = Likelihood.Gain(
            counts.FailedDuring, counts.FailedDuring + counts.PassedDuring,
            counts.FailedBefore, counts.FailedBefore + counts.PassedBefore);
        long failedNew = fresh.Sum(v => v.FailedBefore + v.FailedDuring);
        long trialsNew = failedNew + fresh.Sum(v => v.PassedBefore + v.PassedDuring);
        double gain = Likelihood.Gain(failedNew, trialsNew, failed - failedNew, trials - trialsNew);
        return reference > 0 && gain >= Likelihood.ExplainingShare * reference;
    }
}
