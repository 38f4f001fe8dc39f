namespace LogAnalytics.Detection;

/// <summary>
/// A value that fails wherever it is used, used again weeks later, is an incident each time: in between its servers used another and
/// passed. So a window ends before a rest in which nothing used its value, if the value had taken the place of all else on its servers.
/// A connector may rest because its kind of mail does, which is no recovery: it is parted only where other servers use it next.
/// </summary>
internal sealed class Recurrence(TrialTable table, SliceScan scan)
{
    /// <summary>What is used by night alone is one incident.</summary>
    private const long ShortestRestMicros = 24 * 60 * 60 * 1_000_000L;

    /// <summary>The candidate up to its first rest, or itself. What comes after is found again when these trials are out.</summary>
    public Candidate First(Candidate candidate)
    {
        if (candidate.Slice.IsWhole || !candidate.IsPure || table.ServerAttribute < 0
            || table.Terms(candidate.Slice).All(term => table.IndexOf(term.Attribute) == table.ServerAttribute)
            || table.Terms(candidate.Slice).Any(term => table.IsMail(table.IndexOf(term.Attribute))))
            return candidate;
        var rows = scan.RowsIn(candidate).ConvertAll(i => table.Rows[i]);
        var isConnectors = table.Terms(candidate.Slice).Any(term => table.IndexOf(term.Attribute) == table.ConnectorAttribute);
        var (lastMicros, failed) = (long.MinValue, 0L);
        for (var next = 0; next < rows.Count; next++)
        {
            if (next > 0 && rows[next].FirstTimeMicros - lastMicros >= ShortestRestMicros
                && failed > SignificanceTest.FewFailures && candidate.Window.Failed - failed > SignificanceTest.FewFailures
                && !(isConnectors && HaveServerInCommon(rows[..next], rows[next..]))
                && Until(candidate, rows[..next], rows[next]) is { } first)
                return first;
            lastMicros = Math.Max(lastMicros, rows[next].LastTimeMicros);
            failed += rows[next].Failed ? rows[next].Count : 0;
        }
        return candidate;
    }

    private bool HaveServerInCommon(IEnumerable<TrialRun> before, IEnumerable<TrialRun> after) =>
        before.Select(row => table.ValueOf(table.ServerAttribute, row)).Intersect(after.Select(row => table.ValueOf(table.ServerAttribute, row))).Any();

    private Candidate? Until(Candidate candidate, List<TrialRun> rows, TrialRun next)
    {
        var last = rows.Where(row => row.Failed).MaxBy(row => row.LastTrial);
        var window = candidate.Window;
        var trials = rows.Sum(row => row.FirstTrial > last.LastTrial ? 0 : row.Count);
        var cut = window with
        {
            LastFailure = last,
            LastRunIndex = last.RunIndex,
            Trials = trials,
            Failed = rows.Sum(row => row.Failed ? row.Count : 0),
            After = new Stretch(rows.Sum(row => row.Count) - trials, 0, HasGoodSegment: false),
        };
        var servers = rows.Where(row => row.Failed).GroupBy(row => table.ValueOf(table.ServerAttribute, row))
            .ToDictionary(own => own.Key, own => (First: own.Min(row => row.FirstTrial), Last: own.Max(row => row.LastTrial)));
        return Level.IsAbsenceTelling(cut.Trials, cut.LastTrial - cut.FirstTrial + 1, next.FirstTrial - cut.LastTrial - 1)
            && HasReplaced(candidate.Slice, cut, servers) && HasPassed(candidate with { Window = cut }, servers, next) && scan.Judge(candidate, cut) is { IsBeyondChance: true } judged
                ? judged : null;
    }

    /// <summary>While it was used hardly anything else was, each server for itself.</summary>
    private bool HasReplaced(Slice slice, Window cut, Dictionary<int, (long First, long Last)> servers)
    {
        var (from, to) = table.RowRange(cut.FirstRunIndex, cut.LastRunIndex);
        var others = 0L;
        for (var i = from; i < to; i++)
        {
            var row = table.Rows[i];
            if (table.Alive[i] && !table.Contains(slice, row) && servers.TryGetValue(table.ValueOf(table.ServerAttribute, row), out var own)
                && row.FirstTrial >= own.First && row.LastTrial <= own.Last)
                others += row.Count;
        }
        return cut.Trials >= Candidate.PureRate * (cut.Trials + others);
    }

    /// <summary>In the rest its servers pass as they do in good times.</summary>
    private bool HasPassed(Candidate cut, Dictionary<int, (long First, long Last)> servers, TrialRun next)
    {
        var (from, to) = table.RowRange(cut.Window.LastRunIndex + 1, next.RunIndex - 1);
        var (trials, failed) = (0L, 0L);
        for (var i = from; i < to; i++)
        {
            var row = table.Rows[i];
            if (!table.Alive[i] || !servers.ContainsKey(table.ValueOf(table.ServerAttribute, row)))
                continue;
            trials += row.Count;
            failed += row.Failed ? row.Count : 0;
        }
        return cut.IsOverIn(failed, trials);
    }
}
