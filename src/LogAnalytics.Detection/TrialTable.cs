namespace LogAnalytics.Detection;

/// <summary>The rows of a series, indexed for slicing; rows leave as windows are explained or domains guarded.</summary>
internal sealed class TrialTable
{
    /// <summary>Pairs of attributes with more values than this would cost more than they tell.</summary>
    private const int MostPairs = 400;

    private readonly List<CellAttribute> _attributes;
    private readonly bool[] _alive;
    private readonly int[] _classOfCell;
    private TrialRun[]? _merged;

    public TrialTable(TrialSeries series, OnsetOptions options)
    {
        Series = series;
        Rows = InOrder(series.Runs);
        _alive = new bool[Rows.Length];
        Array.Fill(_alive, true);
        var attributes = series.AttributeNames.Count;
        SenderAttribute = IndexOf(series, options.SenderAttribute);
        RecipientAttribute = IndexOf(series, options.RecipientAttribute);
        ServerAttribute = IndexOf(series, options.ServerAttribute);
        ConnectorAttribute = IndexOf(series, options.ConnectorAttribute);
        SliceAttributes =
            [.. Enumerable.Range(0, attributes).Where(a => !IsMail(a))];
        _attributes = [.. Enumerable.Range(0, attributes).Select(a => CellAttribute.Of(series, a))];
        EnvironmentOfCell = IndexCells();
        SingleCount = attributes;
        SliceAttributes = [.. SliceAttributes, .. AddPairs(), .. AddNullSender()];
        _classOfCell = IndexCells();
    }

    public TrialSeries Series { get; }

    /// <summary>In (RunIndex, FirstTrial) order.</summary>
    public TrialRun[] Rows { get; }

    /// <summary>False for rows of guarded domains and of windows that are explained.</summary>
    public ReadOnlySpan<bool> Alive => _alive;

    /// <summary>
    /// The rows alive, those merged that no slice to search tells apart: far fewer, and as a series the same for each of
    /// these slices. Which of their cells a merged row bears means nothing.
    /// </summary>
    public TrialRun[] Merged => _merged ??= Merge();

    /// <summary>What the rows that are not alive belong to, in the order in which it was taken out.</summary>
    public List<TrialSet> Taken { get; } = [];

    /// <summary>−1 where the series has no such attribute.</summary>
    public int SenderAttribute { get; }

    public int RecipientAttribute { get; }

    public int ServerAttribute { get; }

    public int ConnectorAttribute { get; }

    /// <summary>Who sends and who receives: no condition of the way that the mail takes.</summary>
    public bool IsMail(int attribute) => attribute == SenderAttribute || attribute == RecipientAttribute;

    /// <summary>Attributes of the series that may delimit a slice, then pairs of them, then the null sender against all others.</summary>
    public int[] SliceAttributes { get; }

    /// <summary>Attributes of the series itself; higher numbers are made of several.</summary>
    public int SingleCount { get; }

    /// <summary>Equal for cells that differ in sender and recipient alone: neighbours in all that is ours.</summary>
    public int[] EnvironmentOfCell { get; }

    public int ValueCount(int attribute) => _attributes[attribute].ValueCount;

    /// <summary>Of an attribute of the series.</summary>
    public string? Value(int attribute, int value) => _attributes[attribute].TermsOfValue[value][0].Values[0];

    public IReadOnlyList<SliceTerm> Terms(Slice slice) => slice.IsWhole ? [] : _attributes[slice.Attribute].TermsOfValue[slice.Value];

    public int ValueOf(int attribute, in TrialRun row) => ValueOf(attribute, row.Cell);

    public int ValueOf(int attribute, int cell) => _attributes[attribute].ValueOfCell[cell];

    /// <summary>A slice of several values of one attribute of the series.</summary>
    public Slice AnyOf(int attribute, IReadOnlyCollection<int> values) => new(Add(_attributes[attribute].AnyOf(values)), 1);

    /// <summary>The rows alive of a slice to search, as a series of its own.</summary>
    public RunView View(Slice slice)
    {
        var view = new RunView();
        foreach (ref readonly var row in Merged.AsSpan())
        {
            if (Contains(slice, row))
                view.Add(row);
        }
        return view;
    }

    public void TakeOut(int row)
    {
        _alive[row] = false;
        _merged = null;
    }

    /// <summary>Makes those rows alive again that were so when <see cref="Alive"/> was copied.</summary>
    public void Restore(bool[] alive)
    {
        alive.CopyTo(_alive, 0);
        _merged = null;
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

    // A copy of millions of rows only where they are in no order.
    private static TrialRun[] InOrder(IReadOnlyList<TrialRun> runs)
    {
        var rows = runs as TrialRun[] ?? [.. runs];
        for (var i = 1; i < rows.Length; i++)
        {
            if ((rows[i - 1].RunIndex, rows[i - 1].FirstTrial).CompareTo((rows[i].RunIndex, rows[i].FirstTrial)) > 0)
                return [.. rows.OrderBy(row => row.RunIndex).ThenBy(row => row.FirstTrial)];
        }
        return rows;
    }

    // Cells that are equal in all slice attributes so far have one number.
    private int[] IndexCells()
    {
        var numbers = new Dictionary<(int Parent, int Value), int>();
        var number = new int[Series.Cells.Count];
        foreach (var a in SliceAttributes)
        {
            numbers.Clear();
            for (var cell = 0; cell < number.Length; cell++)
            {
                var key = (number[cell], _attributes[a].ValueOfCell[cell]);
                if (!numbers.TryGetValue(key, out var id))
                    numbers[key] = id = numbers.Count;
                number[cell] = id;
            }
        }
        return number;
    }

    private TrialRun[] Merge()
    {
        var merged = new List<TrialRun>();
        // Of each class of cells its latest row, passed and failed.
        var latest = new int[2 * _classOfCell.Length];
        Array.Fill(latest, -1);
        for (var i = 0; i < Rows.Length; i++)
        {
            if (!_alive[i])
                continue;
            ref readonly var row = ref Rows[i];
            ref var index = ref latest[2 * _classOfCell[row.Cell] + (row.Failed ? 1 : 0)];
            if (index >= 0 && merged[index].RunIndex == row.RunIndex)
            {
                merged[index] = merged[index].With(row);
                continue;
            }
            index = merged.Count;
            merged.Add(row);
        }
        return [.. merged];
    }

    private List<int> AddPairs()
    {
        var pairs = new List<int>();
        for (var i = 0; i < SliceAttributes.Length; i++)
        {
            for (var j = i + 1; j < SliceAttributes.Length; j++)
            {
                if (CellAttribute.Pair(_attributes[SliceAttributes[i]], _attributes[SliceAttributes[j]]) is { } pair && pair.ValueCount <= MostPairs)
                    pairs.Add(Add(pair));
            }
        }
        return pairs;
    }

    /// <summary>A sender domain says something about itself; the null sender is a class, and may be what a certificate alone does not cover.</summary>
    private IEnumerable<int> AddNullSender()
    {
        for (var value = 0; SenderAttribute >= 0 && value < ValueCount(SenderAttribute); value++)
        {
            if (Value(SenderAttribute, value) == DomainTally.NullSender)
                yield return Add(_attributes[SenderAttribute].AnyOf([value]));
        }
    }

    private int Add(CellAttribute attribute)
    {
        _attributes.Add(attribute);
        return _attributes.Count - 1;
    }

    public int IndexOf(string name) => IndexOf(Series, name);

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
