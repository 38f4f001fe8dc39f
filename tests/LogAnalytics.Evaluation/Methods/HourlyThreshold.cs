using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Methods;

/// <summary>
/// The naive rule: an hour is bad in which at least 5 % of all attempts, and at least three, failed; neighbouring bad hours
/// are one window. On attempts as logged: retries count, senders are not told apart.
/// </summary>
internal sealed class HourlyThreshold : IMethod
{
    public const long HourMs = 3_600_000;
    private const double Threshold = 0.05;
    private const int LeastFailures = 3;

    public string Name => "hourly threshold";

    public IReadOnlyList<Detected> Find(PreparedSeries series)
    {
        var windows = new List<Detected>();
        var lastHour = long.MinValue;
        foreach (var hour in series.Attempts.GroupBy(attempt => attempt.TimeMs / HourMs))
        {
            var failed = hour.Where(PreparedSeries.Failed).ToList();
            if (failed.Count < LeastFailures || failed.Count < Threshold * hour.Count())
                continue;
            var window = new Detected { FirstBadMs = failed[0].TimeMs, LastBadMs = failed[^1].TimeMs };
            if (hour.Key == lastHour + 1)
                windows[^1] = windows[^1] with { LastBadMs = window.LastBadMs };
            else
                windows.Add(window);
            lastHour = hour.Key;
        }
        return windows;
    }
}
