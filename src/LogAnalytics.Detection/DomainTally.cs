namespace LogAnalytics.Detection;

/// <summary>Collects the rows of one sender or recipient domain.</summary>
internal sealed class DomainTally(TrialTable table, int attribute, int value)
{
    /// <summary>Bounces and reports come from everybody: a class, never one sender.</summary>
    public const string NullSender = "<>";

    private TrialRun? _first;
    private TrialRun? _last;

    public List<int> Rows { get; } = [];

    public long Trials { get; private set; }

    public long Failed { get; private set; }

    public SliceTerm Term => new(table.Series.AttributeNames[attribute], table.Value(attribute, value));

    /// <summary>False for the null sender, and for null or "", which stand for all domains without failures.</summary>
    public static bool IsOneDomain(string? value) => !string.IsNullOrEmpty(value) && value != NullSender;

    /// <summary>Takes the row if it is the domain's.</summary>
    public bool Add(int index)
    {
        var row = table.Rows[index];
        if (table.ValueOf(attribute, row) != value)
            return false;
        Rows.Add(index);
        Trials += row.Count;
        if (row.Failed)
        {
            Failed += row.Count;
            _first ??= row;
            if (_last is null || row.LastTrial > _last.Value.LastTrial)
                _last = row;
        }
        return true;
    }

    public GuardFinding Finding(GuardKind kind) => new(
        kind, table.Series.Group, table.Series.AttributeNames[attribute], table.Value(attribute, value), Trials, Failed,
        _first!.Value.FirstTrial, _last!.Value.LastTrial, _first.Value.FirstTimeMicros, _last.Value.LastTimeMicros);
}
