using LogAnalytics.Detection;

namespace LogAnalytics.Tests.Generators;

/// <summary>Turns a list of trials into a run-length encoded series, as the SQL does.</summary>
internal sealed class TrialSeriesBuilder(params string[] attributes)
{
    private readonly List<(long Time, bool Failed, string?[] Values)> _trials = [];

    public int Count => _trials.Count;

    /// <summary>Adds a trial; trials with equal times keep the order in which they were added.</summary>
    public TrialSeriesBuilder Add(long timeMicros, bool failed, params string?[] values)
    {
        Assert.Equal(attributes.Length, values.Length);
        _trials.Add((timeMicros, failed, values));
        return this;
    }

    /// <summary>Adds trials of one cell, a minute apart, after the last one: <c>.</c> passes, <c>x</c> fails.</summary>
    public TrialSeriesBuilder Add(string outcomes, params string?[] values)
    {
        foreach (var outcome in outcomes)
            Add(_trials.Count * 60_000_000L, outcome == 'x', values);
        return this;
    }

    public TrialSeries Build(string group = "group")
    {
        var cells = new List<IReadOnlyList<string?>>();
        var cellOf = new Dictionary<string, int>();
        var runs = new List<TrialRun>();
        var open = new Dictionary<int, int>();
        var runIndex = -1;
        bool? outcome = null;
        var ordinal = 0L;
        foreach (var trial in _trials.OrderBy(t => t.Time))
        {
            if (trial.Failed != outcome)
            {
                runIndex++;
                outcome = trial.Failed;
                open.Clear();
            }
            var key = string.Join('\u0001', trial.Values.Select(v => v ?? "\u0002"));
            if (!cellOf.TryGetValue(key, out var cell))
            {
                cellOf[key] = cell = cells.Count;
                cells.Add(trial.Values);
            }
            if (open.TryGetValue(cell, out var row))
            {
                runs[row] = runs[row] with { Count = runs[row].Count + 1, LastTrial = ordinal, LastTimeMicros = trial.Time };
            }
            else
            {
                open[cell] = runs.Count;
                runs.Add(new TrialRun(runIndex, trial.Failed, cell, 1, ordinal, ordinal, trial.Time, trial.Time));
            }
            ordinal++;
        }
        return new TrialSeries(group, attributes, cells, runs);
    }
}
