using System.Diagnostics;

namespace LogAnalytics.Cli.Analysis;

/// <summary>A stage of an analysis that has not ended.</summary>
public sealed record RunningStage(string Stage, Stopwatch Watch)
{
    public TimeSpan Elapsed => Watch.Elapsed;
}
