namespace LogAnalytics.Detection;

/// <summary>
/// A slice as its own run-length encoded series: rows of equal outcome in a row are one run, so failed and passed runs
/// alternate. An optimal boundary lies between two of these runs.
/// </summary>
internal sealed class RunView
{
    private readonly List<TrialRun> _runs = [];
    private readonly List<int> _lastRunIndexes = [];

    public int Length => _runs.Count;

    /// <summary>Failures before run i; one longer than the runs.</summary>
    public List<long> FailedBefore { get; } = [0];

    /// <summary>Trials before run i; one longer than the runs.</summary>
    public List<long> TrialsBefore { get; } = [0];

    public long Failed => FailedBefore[^1];

    public long Trials => TrialsBefore[^1];

    /// <summary>A run of the view; <see cref="TrialRun.RunIndex"/> is that of its first row, Cell means nothing.</summary>
    public TrialRun this[int index] => _runs[index];

    /// <summary>Run of the whole series that holds the last trial of run i.</summary>
    public int LastRunIndex(int index) => _lastRunIndexes[index];

    /// <summary>The run that holds this run of the whole series, or the next one.</summary>
    public int IndexOf(int runIndex)
    {
        var (low, high) = (0, _lastRunIndexes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_lastRunIndexes[middle] < runIndex)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Failures from one run to another, both included, in either order.</summary>
    public long FailedIn(int one, int other) => FailedBefore[Math.Max(one, other) + 1] - FailedBefore[Math.Min(one, other)];

    /// <summary>Adds the next row in (RunIndex, FirstTrial) order.</summary>
    public void Add(in TrialRun row)
    {
        if (_runs.Count > 0 && _runs[^1].Failed == row.Failed)
        {
            _runs[^1] = _runs[^1].With(row);
            _lastRunIndexes[^1] = row.RunIndex;
        }
        else
        {
            _runs.Add(row);
            _lastRunIndexes.Add(row.RunIndex);
            FailedBefore.Add(0);
            TrialsBefore.Add(0);
        }

        var run = _runs[^1];
        FailedBefore[^1] = FailedBefore[^2] + (run.Failed ? run.Count : 0);
        TrialsBefore[^1] = TrialsBefore[^2] + run.Count;
    }
}
