using LogAnalytics.Evaluation.Parts;

namespace LogAnalytics.Evaluation.Options;

/// <summary>What to run.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>Seeds from here on are for reporting: nothing is tuned on them.</summary>
    public const int FirstReportingSeed = 1_000_000;

    /// <summary>Seeds from here on (below the reporting ones) are for tuning.</summary>
    public const int FirstTuningSeed = 1;

    public int FirstSeed { get; init; } = FirstReportingSeed;
    public int Seeds { get; init; } = 60;
    public IReadOnlyList<Mode> Modes { get; init; } = [Mode.Standard, Mode.Stress];
    public IReadOnlyCollection<string> Families { get; init; } = [];
    public bool Explains { get; init; }
    public bool IsQuick { get; init; }
    public bool Saves { get; init; }
    public IReadOnlyCollection<string> Parts { get; init; } = [];
}
