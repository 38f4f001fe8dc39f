namespace LogAnalytics.Detection;

/// <summary>
/// A way to sort the cells: an attribute of the series, two of them together, or whether a value is one of some.
/// </summary>
/// <param name="ValueOfCell">A number per cell, in an order that does not depend on the order of the cells.</param>
/// <param name="TermsOfValue">What each number stands for.</param>
internal sealed record CellAttribute(int[] ValueOfCell, IReadOnlyList<IReadOnlyList<SliceTerm>> TermsOfValue)
{
    public int ValueCount => TermsOfValue.Count;

    /// <summary>Values are numbered in ordinal order, null first.</summary>
    public static CellAttribute Of(TrialSeries series, int attribute)
    {
        var values = series.Cells.Select(cell => cell[attribute]).Distinct(StringComparer.Ordinal)
            .OrderBy(value => value, StringComparer.Ordinal).ToList();
        var hasNull = values.Count > 0 && values[0] is null;
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var v = hasNull ? 1 : 0; v < values.Count; v++)
            ids[values[v]!] = v;
        var name = series.AttributeNames[attribute];
        return new CellAttribute(
            [.. series.Cells.Select(cell => cell[attribute] is { } value ? ids[value] : 0)],
            [.. values.Select(value => (IReadOnlyList<SliceTerm>)[new SliceTerm(name, value)])]);
    }

    /// <summary>Both together; null where one tells the other, so that pairs would say nothing new.</summary>
    public static CellAttribute? Pair(CellAttribute first, CellAttribute second)
    {
        var pairs = first.ValueOfCell.Zip(second.ValueOfCell).Distinct().Order().ToList();
        if (pairs.Count <= Math.Max(first.ValueCount, second.ValueCount))
            return null;
        var ids = pairs.Select((pair, id) => (pair, id)).ToDictionary(entry => entry.pair, entry => entry.id);
        return new CellAttribute(
            [.. first.ValueOfCell.Zip(second.ValueOfCell, (a, b) => ids[(a, b)])],
            [.. pairs.Select(pair => (IReadOnlyList<SliceTerm>)[.. first.TermsOfValue[pair.First], .. second.TermsOfValue[pair.Second]])]);
    }

    /// <summary>Value 1: one of these values, each of a single attribute; value 0: the others.</summary>
    public CellAttribute AnyOf(IReadOnlyCollection<int> values)
    {
        var terms = values.Order().Select(value => TermsOfValue[value][0]).ToList();
        return new CellAttribute(
            [.. ValueOfCell.Select(value => values.Contains(value) ? 1 : 0)],
            [[], [new SliceTerm(terms[0].Attribute, [.. terms.Select(term => term.Values[0])])]]);
    }
}
