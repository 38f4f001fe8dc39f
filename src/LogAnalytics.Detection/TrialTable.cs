namespace LogAnalytics.Detection;

/// <summary>The rows of a series, indexed for slicing; rows leave as windows are explained or domains guarded.</summary>
internal sealed class TrialTable
{
    private readonly int[][] _valueOfCell;
    private readonly List<string?>[] _values;
    private readonly (int[] Starts, int[] Rows)?[] _rowsByValue;

    public TrialTable(TrialSeries series, OnsetOptions options)
    {
        Series = series;
        Rows = [.. series.Runs.OrderBy(row => row.RunIndex).ThenBy(row => row.FirstTrial)];
        Alive = new bool[Rows.Length];
        Array.Fill(Alive, true);
        var attributes = series.AttributeNames.Count;
        SenderAttribute = IndexOf(series, options.SenderAttribute);
        RecipientAttribute = IndexOf(series, options.RecipientAttribute);
        ServerAttribute = IndexOf(series, options.ServerAttribute);
        SliceAttributes =
            [.. Enumerable.Range(0, attributes).Where(a => a != SenderAttribute && a != RecipientAttribute)];
        _valueOfCell = new int[attributes][];
        _values = new List<string?>[attributes];
        _rowsByValue = new (int[], int[])?[attributes];
        for (var a = 0; a < attributes; a++)
            (_valueOfCell[a], _values[a]) = Index(series, a);
        EnvironmentOfCell = IndexEnvironments();
    }

    public TrialSeries Series { get; }

    /// <summary>In (RunIndex, FirstTrial) order.</summary>
    public TrialRun[] Rows { get; }

    /// <summary>False for rows of guarded domains and of windows that are explained.</summary>
    public bool[] Alive { get; }

    /// <summary>−1 where the series has no such attribute.</summary>
    public int SenderAttribute { get; }

    public int RecipientAttribute { get; }

    public int ServerAttribute { get; }

    public int[] SliceAttributes { get; }

    /// <summary>Equal for cells that differ in sender and recipient alone: neighbours in all that is ours.</summary>
    public int[] EnvironmentOfCell { get; }

    public int ValueCount(int attribute) => _values[attribute].Count;

    /// <summary>Values are numbered in ordinal order, null first, so the order of cells does not matter.</summary>
    public string? Value(int attribute, int value) => _values[attribute][value];

    public int ValueOf(int attribute, in TrialRun row) => _valueOfCell[attribute][row.Cell];

    /// <summary>Row numbers of one value, ascending.</summary>
    public ReadOnlySpan<int> RowsOf(int attribute, int value)
    {
        var (starts, rows) = _rowsByValue[attribute] ??= GroupRows(attribute);
        return rows.AsSpan(starts[value], starts[value + 1] - starts[value]);
    }

    /// <summary>The rows of a slice that are alive, as a series of its own.</summary>
    public RunView View(Slice slice)
    {
        var view = new RunView();
        if (slice.IsWhole)
        {
            for (var i = 0; i < Rows.Length; i++)
            {
                if (Alive[i])
                    view.Add(Rows[i]);
            }
            return view;
        }
        foreach (var i in RowsOf(slice.Attribute, slice.Value))
        {
            if (Alive[i])
                view.Add(Rows[i]);
        }
        return view;
    }

    /// <summary>Row numbers whose run lies in first..last.</summary>
    public (int From, int To) RowRange(int firstRunIndex, int lastRunIndex) =>
        (LowerBound(firstRunIndex), LowerBound(lastRunIndex + 1));

    public bool Contains(Slice slice, in TrialRun row) =>
        slice.IsWhole || ValueOf(slice.Attribute, row) == slice.Value;

    private int LowerBound(int runIndex)
    {
        var (low, high) = (0, Rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Rows[middle].RunIndex < runIndex)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private (int[] Starts, int[] Rows) GroupRows(int attribute)
    {
        var starts = new int[_values[attribute].Count + 1];
        foreach (var row in Rows)
            starts[ValueOf(attribute, row) + 1]++;
        for (var v = 1; v < starts.Length; v++)
            starts[v] += starts[v - 1];
        var next = starts.AsSpan(0, starts.Length - 1).ToArray();
        var rows = new int[Rows.Length];
        for (var i = 0; i < Rows.Length; i++)
            rows[next[ValueOf(attribute, Rows[i])]++] = i;
        return (starts, rows);
    }

    private int[] IndexEnvironments()
    {
        var environments = new Dictionary<(int Parent, int Value), int>();
        var environment = new int[Series.Cells.Count];
        foreach (var a in SliceAttributes)
        {
            environments.Clear();
            for (var cell = 0; cell < environment.Length; cell++)
            {
                var key = (environment[cell], _valueOfCell[a][cell]);
                if (!environments.TryGetValue(key, out var id))
                    environments[key] = id = environments.Count;
                environment[cell] = id;
            }
        }
        return environment;
    }

    private static (int[] ValueOfCell, List<string?> Values) Index(TrialSeries series, int attribute)
    {
        var values = series.Cells.Select(cell => cell[attribute]).Distinct(StringComparer.Ordinal)
            .OrderBy(value => value, StringComparer.Ordinal).ToList();
        var hasNull = values.Count > 0 && values[0] is null;
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var v = hasNull ? 1 : 0; v < values.Count; v++)
            ids[values[v]!] = v;
        return ([.. series.Cells.Select(cell => cell[attribute] is { } value ? ids[value] : 0)], values);
    }

    private static int IndexOf(TrialSeries series, string name)
    {
        for (var a = 0; a < series.AttributeNames.Count; a++)
        {
            if (string.Equals(series.AttributeNames[a], name, StringComparison.Ordinal))
                return a;
        }
        return -1;
    }
}
