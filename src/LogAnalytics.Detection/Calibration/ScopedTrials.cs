namespace LogAnalytics.Detection.Calibration;

/// <summary>The trials of each value that a scope can be confined to.</summary>
internal sealed class ScopedTrials
{
    private readonly int[][] _trials;
    private readonly int _count;

    private ScopedTrials(int[][] trials)
    {
        _trials = trials;
        _count = trials.Sum(value => value.Length);
    }

    /// <returns>Null where the whole series has one value: then the scope is all of it.</returns>
    public static ScopedTrials? Of(TrialList trials, PlantScope scope)
    {
        if (scope == PlantScope.All)
            return new ScopedTrials([[.. Enumerable.Range(0, trials.Count)]]);
        var attribute = scope switch
        {
            PlantScope.Server => IndexOf(trials, "server"),
            PlantScope.Certificate => IndexOf(trials, "certificate"),
            _ => -1,
        };
        var values = trials.Kinds.Select(kind => scope == PlantScope.SenderDomain ? kind.SenderDomain : kind.Values[attribute]).ToArray();
        int[][] byValue =
        [
            .. Enumerable.Range(0, trials.Count).GroupBy(trial => values[trials.KindOf[trial]])
                .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray()),
        ];
        return byValue.Length > 1 ? new ScopedTrials(byValue) : null;
    }

    /// <summary>The trials of a value, as likely as the value is frequent.</summary>
    public int[] Draw(Random random)
    {
        var place = random.Next(_count);
        var value = 0;
        while (place >= _trials[value].Length)
            place -= _trials[value++].Length;
        return _trials[value];
    }

    private static int IndexOf(TrialList trials, string name) => trials.AttributeNames.ToList().IndexOf(name);
}
