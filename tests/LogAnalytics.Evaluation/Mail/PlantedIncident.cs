namespace LogAnalytics.Evaluation.Mail;

/// <summary>A cause of failures with a scope, a beginning and an end.</summary>
internal sealed record PlantedIncident
{
    /// <summary>The instant of the change, in days since the start of the series; at or below 0: before it.</summary>
    public required double FromDay { get; init; }

    /// <summary>Null: goes on until the series ends.</summary>
    public double? ToDay { get; init; }

    /// <summary>Which attempts it can have hold of, told by what does not change with it.</summary>
    public Func<Attempt, bool> Hits { get; init; } = _ => true;

    /// <summary>Where its bounds are looked for, when not where it hits: on the same servers, whatever else changed.</summary>
    public Func<Attempt, bool>? Scope { get; init; }

    /// <summary>How much later it reaches this attempt's place, in days (roll-outs).</summary>
    public Func<Attempt, double> LagDays { get; init; } = _ => 0;

    /// <summary>Chance of failing at this many days after <see cref="FromDay"/>.</summary>
    public Func<double, double> Rate { get; init; } = _ => 1;

    /// <summary>What else changes in the attempts it has hold of.</summary>
    public Action<Attempt> Change { get; init; } = _ => { };

    /// <summary>How often a failed message is tried again, some minutes apart; 0 for a permanent refusal.</summary>
    public int Retries { get; init; }

    /// <summary>The attribute sets that are right answers to "what changed"; an empty set: nothing that is logged.</summary>
    public required string[][] Causes { get; init; }

    public bool HasHoldOf(Attempt attempt, double day)
    {
        var since = day - FromDay;
        return since >= 0 && (ToDay is not { } to || day < to) && Hits(attempt) && since >= LagDays(attempt);
    }
}
