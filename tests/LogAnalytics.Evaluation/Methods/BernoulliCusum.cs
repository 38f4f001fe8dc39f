using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Methods;

/// <summary>
/// Bernoulli CUSUM (Page 1954; Reynolds and Stoumbos 1999) over prepared trials: S ← max(0, S + ln(f1(x)/f0(x))), alarm at
/// S ≥ h. p0 is the median of the daily rates (at least 0.001), p1 = max(0.2, 4 p0), h = ln(n/0.001) for n trials, so that a
/// series of chance alarms once in a thousand. The window begins at the first failure since S left 0 and ends at the last
/// failure before S has fallen h below its highest.
/// </summary>
internal sealed class BernoulliCusum : IMethod
{
    private const double FalseAlarmRate = 0.001;
    private const double LeastRate = 0.001;
    private const double LeastBadRate = 0.2;

    public string Name => "Bernoulli CUSUM";

    public IReadOnlyList<Detected> Find(PreparedSeries series)
    {
        var trials = series.Trials;
        if (trials.Count == 0)
            return [];
        var days = trials.GroupBy(trial => trial.TimeMs / (long)MailFlow.DayMs).Select(day => (double)day.Count(PreparedSeries.Failed) / day.Count()).Order().ToList();
        var p0 = Math.Clamp(days[days.Count / 2], LeastRate, 0.2);
        var p1 = Math.Max(LeastBadRate, 4 * p0);
        var (ofFailure, ofPass) = (Math.Log(p1 / p0), Math.Log((1 - p1) / (1 - p0)));
        var limit = Math.Log(trials.Count / FalseAlarmRate);
        var windows = new List<Detected>();
        var (sum, highest, first, last) = (0.0, 0.0, -1L, -1L);
        foreach (var trial in trials)
        {
            var failed = PreparedSeries.Failed(trial);
            if (failed && sum == 0)
                first = trial.TimeMs;
            sum = Math.Max(0, sum + (failed ? ofFailure : ofPass));
            if (sum >= highest && failed)
                (highest, last) = (sum, trial.TimeMs);
            if (sum > 0 && highest - sum < limit)
                continue;
            if (highest >= limit)
                windows.Add(new Detected { FirstBadMs = first, LastBadMs = last });
            (sum, highest) = (0, 0);
        }
        if (highest >= limit)
            windows.Add(new Detected { FirstBadMs = first, LastBadMs = last });
        return windows;
    }
}
