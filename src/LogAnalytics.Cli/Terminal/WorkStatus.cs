namespace LogAnalytics.Cli.Terminal;

/// <summary>What long work is at.</summary>
/// <param name="What">In plain words.</param>
/// <param name="Done">Share of the whole, in [0, 1]; 0 where it cannot be told yet, 1 where only the end cannot be told.</param>
public readonly record struct WorkStatus(string What, double Done)
{
    // With less done and less time behind it, an estimate jumps about.
    private const double LeastDone = 0.02;
    private static readonly TimeSpan _leastElapsed = TimeSpan.FromSeconds(1);

    /// <summary>The rest, if it goes on as it went so far: whole seconds, at least one; null as long as that says little.</summary>
    public TimeSpan? Left(TimeSpan elapsed) => Done is < LeastDone or >= 1 || elapsed < _leastElapsed
        ? null
        : TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(elapsed.TotalSeconds * (1 - Done) / Done)));
}
