namespace LogAnalytics.Diagnosis;

/// <summary>The version of an exported connector that says most about one incident.</summary>
/// <param name="IsContradicted">Another export says something else, and nothing tells which one holds.</param>
internal sealed record ConfigurationFact<T>(T Connector, FactTiming Timing, bool IsContradicted)
{
    /// <summary>
    /// Of the versions of each connector the newest that held at the first failure, else the newest at all.
    /// </summary>
    /// <param name="settings">Equal texts: the versions do not contradict each other.</param>
    public static IReadOnlyList<ConfigurationFact<T>> Choose(
        IEnumerable<T>? connectors, DateTime firstBad, Func<T, string> name, Func<T, ExportTime?> whenChanged, Func<T, DateTime?> takenAt, Func<T, string> settings) =>
    [
        .. (connectors ?? [])
            .GroupBy(name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
            .Select(group => ChooseOne([.. group], firstBad, whenChanged, takenAt, settings)),
    ];

    private static ConfigurationFact<T> ChooseOne(
        T[] versions, DateTime firstBad, Func<T, ExportTime?> whenChanged, Func<T, DateTime?> takenAt, Func<T, string> settings)
    {
        FactTiming TimingOf(T version) => FactTimings.Of(whenChanged(version), takenAt(version), firstBad);
        T[] ordered =
        [
            .. versions.OrderBy(version => TimingOf(version))
                .ThenByDescending(version => whenChanged(version)?.Time)
                .ThenByDescending(takenAt)
                .ThenBy(settings, StringComparer.Ordinal),
        ];
        T best = ordered[0];
        // Two that are equally good and say different things: neither can be relied on.
        bool isContradicted = ordered.Skip(1).Any(other =>
            TimingOf(other) == TimingOf(best) && whenChanged(other)?.Time == whenChanged(best)?.Time && takenAt(other) == takenAt(best) && settings(other) != settings(best));
        return new ConfigurationFact<T>(best, TimingOf(best), isContradicted);
    }
}
