using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Truth;

/// <summary>
/// What is true about an incident in the trials that are left of it. Its failures are those that it caused: one that chance, an
/// unverified sender or a spoilt log put beside or between them is not its own, and a pass of an unverified sender bounds nothing.
/// </summary>
internal sealed record TrueIncident
{
    /// <summary>Fewer failed trials than this are no incident that anyone could claim; they count neither way.</summary>
    public const int LeastFailures = 3;

    /// <summary>One pass after the last failure may be luck.</summary>
    public const int LeastPassesAfter = 2;

    /// <summary>In the scenario.</summary>
    public required int Number { get; init; }
    public required long FirstBadMs { get; init; }
    public required long LastBadMs { get; init; }

    /// <summary>Last pass before the first failure in the incident's scope, on the servers that it reached; where the scope is new, in the whole series.</summary>
    public required long? LastGoodMs { get; init; }

    /// <summary>First pass after the last failure in the scope; null while ongoing.</summary>
    public required long? FirstGoodMs { get; init; }

    /// <summary>The instant of the change; null when it was before the series.</summary>
    public required double? ChangeMs { get; init; }
    public required string[][] Causes { get; init; }
    public required int Failed { get; init; }

    public bool IsPreExisting => ChangeMs is null;
    public bool IsEnough => Failed >= LeastFailures;

    public static List<TrueIncident> Of(Scenario scenario, IReadOnlyList<Attempt> trials) =>
        [.. scenario.Incidents.Select((incident, i) => Of(incident, i, trials)).OfType<TrueIncident>()];

    private static TrueIncident? Of(PlantedIncident incident, int number, IReadOnlyList<Attempt> trials)
    {
        var (first, last, failed) = (-1, -1, 0);
        for (var i = 0; i < trials.Count; i++)
        {
            if (trials[i].Incident != number || !PreparedSeries.Failed(trials[i]))
                continue;
            first = first < 0 ? i : first;
            last = i;
            failed++;
        }
        if (failed == 0)
            return null;
        var servers = trials.Where(trial => trial.Incident == number && PreparedSeries.Failed(trial)).Select(trial => trial.Server).ToHashSet();
        bool Passed(Attempt trial) => !PreparedSeries.Failed(trial) && !trial.IsUnverified;
        bool InScope(Attempt trial) => servers.Contains(trial.Server) && (incident.Scope ?? incident.Hits)(trial);
        var before = trials.Take(first).Where(Passed).ToList();
        var after = trials.Skip(last + 1).Where(trial => Passed(trial) && InScope(trial)).ToList();
        var isOver = incident.ToDay is { } && after.Count >= LeastPassesAfter;
        return new TrueIncident
        {
            Number = number,
            FirstBadMs = trials[first].TimeMs,
            LastBadMs = trials[last].TimeMs,
            LastGoodMs = incident.FromDay <= 0 ? null : (before.LastOrDefault(InScope) ?? before.LastOrDefault())?.TimeMs,
            FirstGoodMs = isOver ? after[0].TimeMs : null,
            ChangeMs = incident.FromDay <= 0 ? null : MailFlow.StartMs + incident.FromDay * MailFlow.DayMs,
            Causes = incident.Causes,
            Failed = failed,
        };
    }
}
