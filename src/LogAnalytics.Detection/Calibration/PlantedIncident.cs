namespace LogAnalytics.Detection.Calibration;

/// <summary>An incident that is known because it was made.</summary>
/// <param name="Failed">The outcome of every trial of the series, planted failures included.</param>
/// <param name="FirstBad">Index of the first failure from the change on, in its scope.</param>
/// <param name="LastBad">Index of the last planted failure.</param>
/// <param name="ChangeMicros">The instant from which on trials of its scope may fail.</param>
internal sealed record PlantedIncident(bool[] Failed, int FirstBad, int LastBad, long ChangeMicros)
{
    /// <summary>A claim is about this incident if it overlaps by half of both together.</summary>
    private const double LeastOverlap = 0.5;

    /// <summary>
    /// Lets trials of a scope fail, each with the same chance, from a random one on until enough have.
    /// </summary>
    /// <param name="scope">Indexes of the trials that it has hold of.</param>
    /// <param name="share">Chance of failing, in (0, 1].</param>
    /// <returns>Null where it would take more than half of the scope's trials: there is too little mail for it.</returns>
    public static PlantedIncident? TryPlant(TrialList trials, int[] scope, double share, int failures, Random random)
    {
        var fails = new List<bool>();
        for (var count = 0; count < failures && fails.Count <= scope.Length;)
        {
            fails.Add(random.NextDouble() < share);
            count += fails[^1] ? 1 : 0;
        }
        if (fails.Count > (scope.Length - 1) / 2)
            return null;
        // Never at the first trial: what was there from the beginning has no onset.
        var start = random.Next(1, scope.Length - fails.Count + 1);
        var failed = (bool[])trials.Failed.Clone();
        for (var i = 0; i < fails.Count; i++)
            failed[scope[start + i]] |= fails[i];
        var first = start;
        while (!failed[scope[first]])
            first++;
        var (before, after) = (trials.TimesMicros[scope[start - 1]], trials.TimesMicros[scope[start]]);
        return new PlantedIncident(failed, scope[first], scope[start + fails.Count - 1], after - (long)(random.NextDouble() * (after - before)));
    }

    public bool IsMeantBy(long firstBad, long lastBad)
    {
        var both = Math.Min(LastBad, lastBad) - Math.Max(FirstBad, firstBad) + 1;
        var either = Math.Max(LastBad, lastBad) - Math.Min(FirstBad, firstBad) + 1;
        return both >= LeastOverlap * either;
    }
}
