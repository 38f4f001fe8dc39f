namespace LogAnalytics.Cli.SelfTest;

/// <summary>Where the rows of two lakes begin to differ.</summary>
internal static class ContentDifference
{
    /// <returns>The first place in order of the tables; null where all are equal.</returns>
    public static ContentPlace? FirstPlace(IReadOnlyDictionary<ContentPlace, string> a, IReadOnlyDictionary<ContentPlace, string> b) =>
        a.Keys.Union(b.Keys)
            .Where(place => a.GetValueOrDefault(place) != b.GetValueOrDefault(place))
            .OrderBy(place => place.Table, StringComparer.Ordinal).ThenBy(place => place.Server, StringComparer.Ordinal)
            .ThenBy(place => place.Service, StringComparer.Ordinal).ThenBy(place => place.Bucket)
            .FirstOrDefault();

    /// <summary>The first row that the other list lacks, or has less often.</summary>
    public static string FirstRow(ContentPlace place, IReadOnlyList<string> a, IReadOnlyList<string> b)
    {
        string where = $"{place.Table} of {place.Server}/{place.Service}, ";
        return Surplus(a, b) is { } lost ? $"{where}lost: {lost}"
            : Surplus(b, a) is { } added ? $"{where}added: {added}"
            : $"{where}same rows, other sums";
    }

    private static string? Surplus(IReadOnlyList<string> rows, IReadOnlyList<string> others)
    {
        Dictionary<string, int> counts = others.CountBy(row => row, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (string row in rows)
        {
            if (counts.GetValueOrDefault(row) == 0)
                return row;
            counts[row]--;
        }

        return null;
    }
}
