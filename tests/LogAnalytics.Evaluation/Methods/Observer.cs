using LogAnalytics.Evaluation.Mail;
using LogAnalytics.Evaluation.Parts;

namespace LogAnalytics.Evaluation.Methods;

/// <summary>
/// Tells the first failure of an incident as well as anyone could who sees the same trials and knows all else: whom the incident reaches,
/// when it ends, how often it fails at which time since its beginning, the background, and how many outcomes the log has flipped. What it
/// cannot tell, no detector can: it is a bound, not a method.
/// </summary>
/// <param name="number">Of the incident, which has a beginning.</param>
internal sealed class Observer(Scenario scenario, int number, Mode mode)
{
    // On either side of the true beginning; a ramp is decided by its first hundreds.
    private const int MostTrialsEachSide = 600;

    // Instants looked at between two trials: where the rate goes up and down, it matters when it began.
    private const int StartsPerGap = 3;

    private readonly PlantedIncident _incident = scenario.Incidents[number];
    private readonly double _flipped = mode == Mode.Stress ? Stress.Flipped : 0;

    /// <summary>The most likely first trial that the incident made fail; null where no trial can be it.</summary>
    public Attempt? FirstFailure(IReadOnlyList<Attempt> trials)
    {
        var concerned = trials.Where(Concerns).ToList();
        var beginning = concerned.FindIndex(trial => MailFlow.DayOf(trial) >= _incident.FromDay);
        if (beginning < 0)
            return null;
        var from = Math.Max(0, beginning - MostTrialsEachSide);
        var window = concerned[from..Math.Min(concerned.Count, beginning + MostTrialsEachSide)];
        var logWeights = new double[window.Count];
        Array.Fill(logWeights, double.NegativeInfinity);
        var logBefore = 0.0;
        // The incident begins between the trial before the start and the start; the longer the time between them, the likelier.
        for (var start = 0; start < window.Count; start++)
        {
            var gapMs = start == 0 ? 0 : window[start].TimeMs - window[start - 1].TimeMs;
            for (var i = 0; i < StartsPerGap; i++)
                AddWeights(logWeights, window, start, MailFlow.DayOf(window[start]) - (i + 0.5) / StartsPerGap * gapMs / MailFlow.DayMs, logBefore + Math.Log(gapMs + 1));
            logBefore += Math.Log(Seen(window[start], 0));
        }
        var best = logWeights.Max();
        return double.IsNegativeInfinity(best) ? null : window[Array.IndexOf(logWeights, best)];
    }

    // For each trial from the start on: that it is the first failure of the incident's own, and that all others come out as they did.
    private void AddWeights(double[] logWeights, List<Attempt> window, int start, double startDay, double logSoFar)
    {
        var rates = new double[window.Count - start];
        var logAfter = new double[rates.Length + 1];
        for (var i = rates.Length - 1; i >= 0; i--)
        {
            rates[i] = RateOf(window[start + i], startDay);
            logAfter[i] = logAfter[i + 1] + Math.Log(Seen(window[start + i], rates[i]));
        }
        for (var i = 0; i < rates.Length; i++)
        {
            var trial = window[start + i];
            var own = PreparedSeries.Failed(trial) ? rates[i] * (1 - _flipped) : 0;
            if (own > 0)
                logWeights[start + i] = LogSum(logWeights[start + i], logSoFar + Math.Log(own) + logAfter[i + 1]);
            logSoFar += Math.Log(Seen(trial, rates[i]) - own);
        }
    }

    /// <summary>Chance of what the log shows of a trial that the incident makes fail at a rate.</summary>
    private double Seen(Attempt trial, double rate)
    {
        var fails = rate + (1 - rate) * scenario.Background(MailFlow.DayOf(trial));
        var showsFailure = fails * (1 - _flipped) + (1 - fails) * _flipped;
        return PreparedSeries.Failed(trial) ? showsFailure : 1 - showsFailure;
    }

    private double RateOf(Attempt trial, double startDay)
    {
        var since = MailFlow.DayOf(trial) - startDay;
        var isReached = since >= _incident.LagDays(trial) && (_incident.ToDay is not { } to || MailFlow.DayOf(trial) < to);
        return isReached ? _incident.Rate(since) : 0;
    }

    // Trials that the incident cannot make fail, or that another one does, tell nothing.
    private bool Concerns(Attempt trial) =>
        !trial.IsUnverified && _incident.Hits(trial) && !scenario.IsHosted(trial)
        && !scenario.Incidents.Where((_, i) => i != number).Any(other => other.HasHoldOf(trial, MailFlow.DayOf(trial)));

    private static double LogSum(double a, double b) => double.IsNegativeInfinity(a) ? b : Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));
}
