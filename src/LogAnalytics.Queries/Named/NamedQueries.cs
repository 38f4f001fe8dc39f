namespace LogAnalytics.Queries.Named;

/// <summary>The named queries that come with the tool, and those in a folder of the user's; his own go first where names are equal.</summary>
public sealed class NamedQueries
{
    private readonly SortedDictionary<string, NamedQuery> _queries = new(StringComparer.Ordinal);

    /// <param name="files">Name → text of the user's own.</param>
    /// <exception cref="QueryException">A file's head is not complete.</exception>
    public NamedQueries(IEnumerable<KeyValuePair<string, string>> files)
    {
        foreach (string name in SqlCatalog.In("named"))
            Add(name["named/".Length..], SqlCatalog.Text(name));
        foreach ((string name, string text) in files)
            Add(name, text);
    }

    public IReadOnlyCollection<NamedQuery> All => _queries.Values;

    /// <exception cref="QueryException">There is none of that name; the message has the nearest.</exception>
    public NamedQuery Find(string name)
    {
        if (_queries.TryGetValue(name, out NamedQuery? query))
            return query;
        string nearest = _queries.Keys.MinBy(other => (!other.StartsWith(name, StringComparison.OrdinalIgnoreCase), EditDistance.Between(name, other)))!;
        throw new QueryException($"There is no query '{name}'. Did you mean '{nearest}'? --list shows all.");
    }

    private void Add(string name, string text) => _queries[name] = NamedQuery.Parse(name, text);
}
