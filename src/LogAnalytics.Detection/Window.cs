namespace LogAnalytics.Detection;

/// <summary>Bad segments in a row, trimmed to first..last failure.</summary>
internal sealed record Window
{
    public required TrialRun FirstFailure { get; init; }

    public required TrialRun LastFailure { get; init; }

    /// <summary>Run of the whole series that holds the last failure.</summary>
    public required int LastRunIndex { get; init; }

    public required long Trials { get; init; }

    public required long Failed { get; init; }

    /// <summary>Failure rate of its first level, from the first failure on.</summary>
    public required double HeadRate { get; init; }

    /// <summary>What lies between the preceding window, or the start, and the first failure.</summary>
    public required Stretch Before { get; init; }

    /// <summary>Ordinal of the first trial of <see cref="Before"/>.</summary>
    public required long BeforeFirstTrial { get; init; }

    /// <summary>What lies between the last failure and the next window, or the end.</summary>
    public required Stretch After { get; init; }

    public long FirstTrial => FirstFailure.FirstTrial;

    public long LastTrial => LastFailure.LastTrial;

    public int FirstRunIndex => FirstFailure.RunIndex;

    public double Rate => (double)Failed / Trials;

    /// <summary>The same window with other edges; all are runs of failures of the slice's own series.</summary>
    public Window Between(RunView view, (int First, int Last) old, (int First, int Last) edges)
    {
        // What the window gains its sides lose, and the other way round.
        var head = (Trials: view.TrialsBefore[old.First] - view.TrialsBefore[edges.First], Failed: view.FailedBefore[old.First] - view.FailedBefore[edges.First]);
        var tail = (Trials: view.TrialsBefore[edges.Last + 1] - view.TrialsBefore[old.Last + 1], Failed: view.FailedBefore[edges.Last + 1] - view.FailedBefore[old.Last + 1]);
        return this with
        {
            FirstFailure = view[edges.First],
            LastFailure = view[edges.Last],
            LastRunIndex = view.LastRunIndex(edges.Last),
            Trials = Trials + head.Trials + tail.Trials,
            Failed = Failed + head.Failed + tail.Failed,
            Before = Before with { Trials = Before.Trials - head.Trials, Failed = Before.Failed - head.Failed },
            After = After with { Trials = After.Trials - tail.Trials, Failed = After.Failed - tail.Failed },
        };
    }

    public bool IsSameTrials(Window other) =>
        Trials == other.Trials && Failed == other.Failed
        && FirstTrial == other.FirstTrial && LastTrial == other.LastTrial;

    /// <summary>
    /// Would these trials be a surprise (at most 1 in 100) if the window went on? Answered by Pr[Bin(n, r) ≤ k], which for
    /// passes alone is (1−r)^n. r is shrunk by half a trial of each outcome, else one pass would end any window.
    /// </summary>
    public bool Excludes(long failed, long trials) => Level.Excludes(Failed, Trials, failed, trials);
}

/// <summary>Trials beside a window.</summary>
/// <param name="HasGoodSegment">Part of it is a segment of its own at a good level, not only the end of a bad one.</param>
internal readonly record struct Stretch(long Trials, long Failed, bool HasGoodSegment);
