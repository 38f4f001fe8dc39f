namespace LogAnalytics.Detection;

/// <summary>Labels segments and joins the bad ones to windows.</summary>
internal static class WindowFinder
{
    /// <param name="parts">Receives, for windows of several levels, each level as a window of its own.</param>
    public static List<Window> Find(IReadOnlyList<Segment> segments, Background background, List<Window>? parts = null)
    {
        var groups = BadGroups(segments, background);
        var windows = new List<Window>(groups.Count);
        for (var g = 0; g < groups.Count; g++)
        {
            var (from, to) = groups[g];
            var previousEnd = g > 0 ? groups[g - 1].To + 1 : 0;
            var nextStart = g + 1 < groups.Count ? groups[g + 1].From : segments.Count;
            windows.Add(Create(segments, from, to, previousEnd, nextStart));
            if (parts is null || from == to)
                continue;
            for (var i = from; i <= to; i++)
            {
                if (segments[i].Failed > 0)
                    parts.Add(Create(segments, i, i, previousEnd, nextStart));
            }
        }
        return windows;
    }

    /// <summary>
    /// Bad segments in a row, and bad ones with so few trials between that the failures may well have gone on (a night, a
    /// run of recipients inside the service).
    /// </summary>
    private static List<(int From, int To)> BadGroups(IReadOnlyList<Segment> segments, Background background)
    {
        var groups = new List<(int From, int To)>();
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].Failed == 0 || segments[i].Rate < background.BadRate)
                continue;
            if (groups.Count > 0 && IsBridged(segments, groups[^1], i))
                groups[^1] = (groups[^1].From, i);
            else
                groups.Add((i, i));
        }
        return groups;
    }

    private static bool IsBridged(IReadOnlyList<Segment> segments, (int From, int To) group, int next)
    {
        var gap = Sum(segments, group.To + 1, next);
        if (gap.Trials == 0)
            return true;
        var before = Sum(segments, group.To, group.To + 1);
        var after = Sum(segments, next, next + 1);
        return !Level.Excludes(before.Failed, before.Trials, gap.Failed, gap.Trials)
            || !Level.Excludes(after.Failed, after.Trials, gap.Failed, gap.Trials);
    }

    private static Window Create(IReadOnlyList<Segment> segments, int from, int to, int previousEnd, int nextStart)
    {
        var all = Sum(segments, from, to + 1);
        var before = Sum(segments, previousEnd, from);
        var after = Sum(segments, to + 1, nextStart);
        var (head, tail) = (segments[from].Head, segments[to].Tail);
        return new Window
        {
            FirstFailure = segments[from].FirstFailure,
            LastFailure = segments[to].LastFailure,
            LastRunIndex = segments[to].LastFailureRunIndex,
            Trials = all.Trials - head - tail,
            Failed = all.Failed,
            Before = new Stretch(before.Trials + head, before.Failed, from > previousEnd),
            After = new Stretch(after.Trials + tail, after.Failed, to + 1 < nextStart),
        };
    }

    private static (long Trials, long Failed) Sum(IReadOnlyList<Segment> segments, int from, int to)
    {
        var (trials, failed) = (0L, 0L);
        for (var i = from; i < to; i++)
            (trials, failed) = (trials + segments[i].Trials, failed + segments[i].Failed);
        return (trials, failed);
    }
}
