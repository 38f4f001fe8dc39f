namespace LogAnalytics.Samples.Truth;

/// <summary>Counts what is worth an observation while it is made.</summary>
internal sealed class ObservationTally
{
    private readonly SortedDictionary<string, (string Kind, string Domain, string Connector, long FirstMs, long LastMs, long Count)> _seen = new(StringComparer.Ordinal);

    public void Count(string kind, string domain, string connector, long timeMs)
    {
        string key = kind + "|" + domain + "|" + connector;
        _seen[key] = _seen.TryGetValue(key, out var seen)
            ? (kind, domain, connector, Math.Min(seen.FirstMs, timeMs), Math.Max(seen.LastMs, timeMs), seen.Count + 1)
            : (kind, domain, connector, timeMs, timeMs, 1);
    }

    public IReadOnlyList<TruthObservation> ToTruth() =>
        [.. _seen.Values.Select(seen => new TruthObservation(seen.Kind, seen.Domain, seen.Connector, Time(seen.FirstMs), Time(seen.LastMs), seen.Count))];

    private static DateTime Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;
}
