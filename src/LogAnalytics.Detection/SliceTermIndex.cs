namespace LogAnalytics.Detection;

/// <summary>One condition of a slice, by the numbers of the table.</summary>
internal sealed record SliceTermIndex(TrialTable Table, int Attribute, HashSet<int> Values)
{
    public static IEnumerable<SliceTermIndex> Of(TrialTable table, Slice slice)
    {
        foreach (var term in table.Terms(slice))
        {
            var attribute = table.IndexOf(term.Attribute);
            yield return new SliceTermIndex(table, attribute, [.. Enumerable.Range(0, table.ValueCount(attribute))
                .Where(value => term.Values.Contains(table.Value(attribute, value), StringComparer.Ordinal))]);
        }
    }

    public bool Holds(TrialRun row) => Values.Contains(Table.ValueOf(Attribute, row));
}
