namespace LogAnalytics.Detection;

/// <summary>A stretch of a slice at one level, with what labels and windows need of it.</summary>
/// <param name="FailedSquares">Sum of the squared lengths of the runs of failures.</param>
/// <param name="Head">Trials before the first failure.</param>
/// <param name="Tail">Trials after the last failure.</param>
/// <param name="FirstTrial">Ordinal of its first trial.</param>
/// <param name="FirstFailure">Run of the first failure; meaningless without failures.</param>
internal sealed record Segment(
    long Trials,
    long Failed,
    double FailedSquares,
    long Head,
    long Tail,
    long FirstTrial,
    TrialRun FirstFailure,
    TrialRun LastFailure,
    int LastFailureRunIndex)
{
    public double Rate => (double)Failed / Trials;

    public static Segment[] Of(RunView view, double falseAlarmRate, double clumpSize = 1)
    {
        var starts = Segmentation.Solve(view, clumpSize * Segmentation.Penalty(view.Failed, falseAlarmRate));
        var segments = new Segment[starts.Length];
        for (var i = 0; i < starts.Length; i++)
            segments[i] = Of(view, starts[i], i + 1 < starts.Length ? starts[i + 1] : view.Length);
        return segments;
    }

    /// <summary>Every run apart: for so few failures that no segmentation would single them out.</summary>
    public static Segment[] PerRun(RunView view)
    {
        var segments = new Segment[view.Length];
        for (var i = 0; i < segments.Length; i++)
            segments[i] = Of(view, i, i + 1);
        return segments;
    }

    private static Segment Of(RunView view, int start, int end)
    {
        // Failed and passed runs alternate, so a failure is at the edge or next to it.
        var first = view[start].Failed ? start : start + 1;
        var last = view[end - 1].Failed ? end - 1 : end - 2;
        var hasFailures = first < end && last >= start;
        var squares = 0.0;
        for (var i = first; i < end; i += 2)
            squares += (double)view[i].Count * view[i].Count;
        var trials = view.TrialsBefore[end] - view.TrialsBefore[start];
        return new Segment(
            trials,
            view.FailedBefore[end] - view.FailedBefore[start],
            squares,
            hasFailures ? view.TrialsBefore[first] - view.TrialsBefore[start] : trials,
            hasFailures ? view.TrialsBefore[end] - view.TrialsBefore[last + 1] : trials,
            view[start].FirstTrial,
            hasFailures ? view[first] : default,
            hasFailures ? view[last] : default,
            hasFailures ? view.LastRunIndex(last) : -1);
    }
}
