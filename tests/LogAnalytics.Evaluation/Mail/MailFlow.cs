namespace LogAnalytics.Evaluation.Mail;

/// <summary>Plays a scenario: attempts in order of time, each with its outcome and the incident that has hold of it.</summary>
internal sealed class MailFlow(Scenario scenario, Random random)
{
    /// <summary>A Tuesday.</summary>
    public const long StartMs = 1_773_100_800_000;
    public const double DayMs = 86_400_000;

    private readonly List<Attempt> _attempts = [];
    private int _messages;

    public List<Attempt> Play()
    {
        foreach (var time in Arrivals(day => scenario.MessagesPerDay * scenario.Surge(day)))
            Send(scenario.Farm.Next(time, _messages++), retriesLeft: null);
        foreach (var sender in scenario.UnverifiedSenders)
        {
            foreach (var time in Arrivals(sender.MessagesPerDay))
            {
                var attempt = scenario.Farm.Next(time, _messages++);
                attempt.Sender = sender.Domain;
                attempt.Server = sender.Server ?? attempt.Server;
                Send(attempt, retriesLeft: null);
            }
        }
        foreach (var time in Arrivals(_ => scenario.StubbornMessagesPerDay))
            SendInVain(scenario.Farm.Next(time, _messages++));
        return [.. _attempts
            .Where(attempt => !scenario.Gaps.Any(gap => DayOf(attempt) >= gap.From && DayOf(attempt) < gap.To))
            .OrderBy(attempt => attempt.TimeMs).ThenBy(attempt => attempt.Message)];
    }

    public static double DayOf(Attempt attempt) => (attempt.TimeMs - StartMs) / DayMs;

    private void Send(Attempt attempt, int? retriesLeft)
    {
        var day = DayOf(attempt);
        foreach (var change in scenario.HarmlessChanges)
        {
            if (change.HasHoldOf(attempt, day))
                change.Change(attempt);
        }
        PlantedIncident? failedBy = null;
        for (var i = 0; i < scenario.Incidents.Count; i++)
        {
            var incident = scenario.Incidents[i];
            if (!incident.HasHoldOf(attempt, day))
                continue;
            incident.Change(attempt);
            var fails = random.NextDouble() < incident.Rate(day - incident.FromDay) && !scenario.IsHosted(attempt);
            if (fails && failedBy is null)
                (failedBy, attempt.Incident) = (incident, i);
        }
        if (IsUnverified(attempt))
            (attempt.Incident, attempt.IsUnverified) = (-1, true);
        _attempts.Add(attempt);
        if (random.NextDouble() < scenario.Transient(day))
            attempt.Outcome = Outcome.Neither;
        else if (failedBy is not null || attempt.IsUnverified || random.NextDouble() < scenario.Background(day))
            attempt.Outcome = Outcome.AttributionFailed;
        if (failedBy is { Retries: > 0 } && attempt.Outcome == Outcome.AttributionFailed && retriesLeft is null or > 0)
            Retry(attempt, (retriesLeft ?? failedBy?.Retries ?? 0) - 1);
    }

    private void Retry(Attempt attempt, int retriesLeft)
    {
        var time = attempt.TimeMs + (long)((5 + 10 * random.NextDouble()) * 60_000);
        if (retriesLeft >= 0 && time < StartMs + scenario.Days * DayMs)
            Send(Farm.Again(attempt, time), retriesLeft);
    }

    private void SendInVain(Attempt attempt)
    {
        var attempts = random.Next(5, 40);
        for (var time = attempt.TimeMs; attempts > 0 && time < StartMs + scenario.Days * DayMs; attempts--)
        {
            var again = Farm.Again(attempt, time);
            again.Outcome = Outcome.AttributionFailed;
            _attempts.Add(again);
            time += (long)((5 + 10 * random.NextDouble()) * 60_000);
        }
    }

    private bool IsUnverified(Attempt attempt) => scenario.UnverifiedSenders.Any(sender => sender.Domain == attempt.Sender);

    /// <summary>A Poisson process by thinning; nights are quiet.</summary>
    private IEnumerable<long> Arrivals(Func<double, double> perDay)
    {
        var highest = 0.0;
        for (var day = 0.0; day < scenario.Days; day += 1.0 / 96)
            highest = Math.Max(highest, perDay(day));
        if (highest <= 0)
            yield break;
        // The mean of the rhythm below: half of the hours are busy.
        var peak = 2 / (1 + scenario.NightShare);
        for (var day = 0.0; ;)
        {
            day -= Math.Log(1 - random.NextDouble()) / (highest * peak);
            if (day >= scenario.Days)
                yield break;
            var isBusy = day % 1 is >= 0.3 and < 0.8;
            if (random.NextDouble() * highest < perDay(day) * (isBusy ? 1 : scenario.NightShare))
                yield return StartMs + (long)(day * DayMs);
        }
    }
}
