namespace LogAnalytics.Detection;

/// <summary>Labels segments and joins the bad ones to windows.</summary>
internal static class WindowFinder
{
    /// <summary>A good stretch longer than this is never part of a flapping incident; tuned on switches at random, 4 to 15 minutes apart.</summary>
    public const long LongestFlapMicros = 60 * 60 * 1_000_000L;

    /// <summary>… and so many passes are no break, however few failures there are around them.</summary>
    public const long ShortestBreak = 100;

    /// <param name="parts">
    /// Receives, for windows of several levels without a break, each level as a window of its own.
    /// </param>
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
            if (parts is null || from == to || IsBroken(segments, from, to, background))
                continue;
            for (var i = from; i <= to; i++)
            {
                if (segments[i].Failed > 0)
                    parts.Add(Create(segments, i, i, previousEnd, nextStart));
            }
        }
        return windows;
    }

    private static bool IsBroken(IReadOnlyList<Segment> segments, int from, int to, Background background)
    {
        for (var i = from; i <= to; i++)
        {
            if (segments[i].Rate < background.BadRate)
                return true;
        }
        return false;
    }

    /// <summary>
    /// Bad segments in a row, bad ones with so few trials between that the failures may well have gone on (a night, a run
    /// of recipients inside the service), and bad ones that flap.
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
            || !Level.Excludes(after.Failed, after.Trials, gap.Failed, gap.Trials)
            || IsFlap(Sum(segments, group.From, group.To + 1), segments[group.To], gap.Trials, segments[next]);
    }

    /// <summary>
    /// On and off in turn, as front ends of the service do while a change spreads: one incident, not ten. The break is short,
    /// and no longer than what it parts.
    /// </summary>
    private static bool IsFlap((long Trials, long Failed) soFar, Segment before, long gap, Segment after) =>
        Math.Min(soFar.Failed, after.Failed) >= SignificanceTest.LeastFailures
        && gap <= ShortestBreak + soFar.Trials + after.Trials
        && after.FirstFailure.FirstTimeMicros - before.LastFailure.LastTimeMicros <= LongestFlapMicros;

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
            HeadRate = segments[from].Failed / Math.Max(1.0, segments[from].Trials - head),
            Before = new Stretch(before.Trials + head, before.Failed, from > previousEnd),
            BeforeFirstTrial = segments[previousEnd].FirstTrial,
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
