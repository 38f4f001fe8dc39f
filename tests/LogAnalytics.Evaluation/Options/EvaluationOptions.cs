using LogAnalytics.Evaluation.Parts;

namespace LogAnalytics.Evaluation.Options;

/// <summary>What to run.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>Seeds from here on are for reporting: nothing is tuned on them.</summary>
    public const int FirstReportingSeed = 1_000_000;

    /// <summary>Seeds from here on (below the reporting ones) are for tuning.</summary>
    public const int FirstTuningSeed = 1;

    /// <summary>Enough that a share of incidents under stress is known to ±0.3 % (one standard error).</summary>
    public const int DefaultSeeds = 200;

    /// <summary>The observer weighs every instant as a beginning: it takes longer than all methods together.</summary>
    public const int MostSeedsOfObserver = 60;

    public int FirstSeed { get; init; } = FirstReportingSeed;
    public int Seeds { get; init; } = DefaultSeeds;
    public IReadOnlyList<Mode> Modes { get; init; } = [Mode.Standard, Mode.Stress];
    public IReadOnlyCollection<string> Families { get; init; } = [];
    public bool Explains { get; init; }
    public bool IsQuick { get; init; }
    public bool Saves { get; init; }
    public IReadOnlyCollection<string> Parts { get; init; } = [];
}
