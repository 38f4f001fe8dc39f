namespace LogAnalytics.Detection;

/// <summary>
/// Takes out, before the search, domains that always fail while their neighbours pass: senders that the tenant has not
/// verified, partners that refuse. In a real outage every domain fails, and some are seen in it alone; so a domain is
/// judged only by its trials outside the bad windows of its neighbours.
/// </summary>
internal sealed class DomainGuard(TrialTable table, OnsetOptions options, int attribute, GuardKind kind)
{
    /// <summary>"Always": a pass in ten may be a recipient inside the service.</summary>
    private const double AlwaysRate = 0.9;

    /// <summary>Recipient domains looked at closely, those with most failures first: each costs a pass over the rows.</summary>
    private const int MostLooks = 50;

    private readonly Dictionary<string, (List<int> Rows, List<Window> Windows)> _rest = [];

    public static IEnumerable<DomainGuard> For(TrialTable table, OnsetOptions options)
    {
        if (table.SenderAttribute >= 0)
            yield return new DomainGuard(table, options, table.SenderAttribute, GuardKind.PersistentUnverifiedSender);
        if (table.RecipientAttribute >= 0)
            yield return new DomainGuard(table, options, table.RecipientAttribute, GuardKind.PartnerRefusal);
    }

    /// <summary>Kills the rows of the guarded domains and says which they are.</summary>
    public List<GuardFinding> TakeOut()
    {
        var tallies = AlwaysFailing();
        var findings = new List<GuardFinding>();
        if (tallies.Count == 0)
            return findings;
        // Several senders may be unverified, each for itself, so none of them vouches for another. Many partners that
        // refuse at once are no partners' fault: there the others count.
        var suspects = kind == GuardKind.PersistentUnverifiedSender ? tallies.Keys.ToHashSet() : [];
        var windows = WindowsOf(table.View(Slice.Whole));
        var worth = tallies.Where(pair => IsWorthLook(pair.Value, windows))
            .OrderByDescending(pair => pair.Value.Failed).ThenBy(pair => pair.Key)
            .Take(kind == GuardKind.PersistentUnverifiedSender ? int.MaxValue : MostLooks);
        var guarded = worth.Where(pair => IsAlone(pair.Key, pair.Value, suspects)).Select(pair => pair.Value).ToList();
        foreach (var tally in guarded)
        {
            findings.Add(tally.Finding(kind));
            table.Taken.Add(new TrialSet(0, table.Rows.Max(row => row.LastTrial), [tally.Term]));
            foreach (var i in tally.Rows)
                table.TakeOut(i);
        }
        return findings;
    }

    private Dictionary<int, DomainTally> AlwaysFailing()
    {
        var tallies = new Dictionary<int, DomainTally>();
        var counts = new (long Trials, long Failed)[table.ValueCount(attribute)];
        for (var i = 0; i < table.Rows.Length; i++)
        {
            if (!table.Alive[i])
                continue;
            ref var count = ref counts[table.ValueOf(attribute, table.Rows[i])];
            count.Trials += table.Rows[i].Count;
            count.Failed += table.Rows[i].FailedCount;
        }
        for (var value = 0; value < counts.Length; value++)
        {
            if (counts[value].Failed >= SignificanceTest.LeastFailures
                && counts[value].Failed >= AlwaysRate * counts[value].Trials
                && DomainTally.IsOneDomain(table.Value(attribute, value)))
                tallies[value] = new DomainTally(table, attribute, value);
        }
        if (tallies.Count == 0)
            return tallies;
        for (var i = 0; i < table.Rows.Length; i++)
        {
            if (table.Alive[i] && tallies.TryGetValue(table.ValueOf(attribute, table.Rows[i]), out var tally))
                tally.Add(i);
        }
        return tallies;
    }

    /// <summary>
    /// Cheap and generous: enough failures outside the windows of the whole, or most of one of them. In an outage with
    /// thousands of domains this leaves few to look at closely.
    /// </summary>
    private bool IsWorthLook(DomainTally tally, List<Window> windows)
    {
        var inside = new long[windows.Count];
        var outside = tally.Failed;
        foreach (var i in tally.Rows)
        {
            var row = table.Rows[i];
            var w = row.Failed ? IndexOf(windows, row.RunIndex) : -1;
            if (w < 0)
                continue;
            inside[w] += row.Count;
            outside -= row.Count;
        }
        if (outside >= SignificanceTest.LeastFailures)
            return true;
        for (var w = 0; w < windows.Count; w++)
        {
            if (2 * inside[w] >= windows[w].Failed)
                return true;
        }
        return false;
    }

    private bool IsAlone(int value, DomainTally tally, HashSet<int> suspects)
    {
        var environments = tally.Rows.Where(i => table.Rows[i].Failed)
            .Select(i => table.EnvironmentOfCell[table.Rows[i].Cell]).ToHashSet();
        // All sender suspects leave, so the rest is the same for all with the same environments.
        var key = suspects.Contains(value) ? string.Join(',', environments.Order()) : null;
        if (key is null || !_rest.TryGetValue(key, out var found))
        {
            found = Rest(value, suspects, environments);
            if (key is not null)
                _rest[key] = found;
        }
        var (rest, windows) = found;
        var (ownFirst, ownLast) = (table.Rows[tally.Rows[0]].RunIndex, table.Rows[tally.Rows[^1]].RunIndex);
        var own = Count(tally.Rows, windows, ownFirst, ownLast);
        var others = Count(rest, windows, ownFirst, ownLast);
        return own.Failed >= SignificanceTest.LeastFailures
            && own.Failed >= AlwaysRate * own.Trials
            && Level.IsConfined(own.Failed, own.Trials, others.Failed, others.Trials);
    }

    private (List<int> Rows, List<Window> Windows) Rest(int value, HashSet<int> suspects, HashSet<int> environments)
    {
        var rest = new List<int>();
        var view = new RunView();
        var isNeighbour = new bool[table.Series.Cells.Count];
        for (var cell = 0; cell < isNeighbour.Length; cell++)
        {
            var other = table.ValueOf(attribute, cell);
            isNeighbour[cell] = other != value && !suspects.Contains(other) && environments.Contains(table.EnvironmentOfCell[cell]);
        }
        for (var i = 0; i < table.Rows.Length; i++)
        {
            ref readonly var row = ref table.Rows[i];
            if (!table.Alive[i] || !isNeighbour[row.Cell])
                continue;
            view.Add(row);
            rest.Add(i);
        }
        return (rest, WindowsOf(view));
    }

    /// <summary>Rows outside the windows, from the first to the last run of the domain.</summary>
    private (long Trials, long Failed) Count(List<int> rows, List<Window> windows, int firstRunIndex, int lastRunIndex)
    {
        var (trials, failed) = (0L, 0L);
        foreach (var i in rows)
        {
            var row = table.Rows[i];
            if (row.RunIndex < firstRunIndex || row.RunIndex > lastRunIndex || IndexOf(windows, row.RunIndex) >= 0)
                continue;
            trials += row.Count;
            failed += row.Failed ? row.Count : 0;
        }
        return (trials, failed);
    }

    private List<Window> WindowsOf(RunView view)
    {
        var segments = Segment.Of(view, options.FalseAlarmRate);
        return WindowFinder.Find(segments, Background.Of(segments));
    }

    private static int IndexOf(List<Window> windows, int runIndex)
    {
        var (low, high) = (0, windows.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (windows[middle].LastRunIndex < runIndex)
                low = middle + 1;
            else if (windows[middle].FirstRunIndex > runIndex)
                high = middle - 1;
            else
                return middle;
        }
        return -1;
    }
}
