namespace LogAnalytics.Benchmarks.Processes;

/// <summary>One run in a process of its own.</summary>
/// <param name="OutputMegabytes">0 for a run without output.</param>
internal sealed record Measurement(double WallSeconds, double CpuSeconds, double PeakMegabytes, double OutputMegabytes)
{
    /// <summary>What it printed before its own figures.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
