namespace LogAnalytics.Lake.Tables;

/// <summary>Distinct domains as one text: sorted, joined by a blank (no domain holds one). Serves one message after the other.</summary>
internal sealed class DomainSet
{
    private const int MostPairs = 4096;

    private readonly List<string> _sorted = [];

    // Where a message goes to several domains, they are two more often than not, and the same two.
    private readonly Dictionary<(string, string), string> _pairs = [];

    public void Add(string domain)
    {
        if (_sorted.Count == 1 && _sorted[0] == domain)
            return;
        int at = _sorted.BinarySearch(domain, StringComparer.Ordinal);
        if (at < 0)
            _sorted.Insert(~at, domain);
    }

    /// <summary>Null where there is none. Empties the set.</summary>
    public string? Take()
    {
        string? text = _sorted.Count switch
        {
            0 => null,
            1 => _sorted[0],
            2 => PairOf(_sorted[0], _sorted[1]),
            _ => string.Join(' ', _sorted),
        };
        _sorted.Clear();
        return text;
    }

    private string PairOf(string first, string second)
    {
        if (_pairs.TryGetValue((first, second), out string? text))
            return text;
        if (_pairs.Count == MostPairs)
            _pairs.Clear();
        return _pairs[(first, second)] = $"{first} {second}";
    }
}
