namespace LogAnalytics.Detection.Calibration;

/// <summary>What is planted, and how often.</summary>
public sealed record CalibrationOptions
{
    /// <summary>With fewer trials a planted incident would be most of the series.</summary>
    public const int LeastTrials = 200;

    public const int DefaultRepeats = 20;

    public int Seed { get; init; } = 1;

    /// <summary>The false-alarm rate in use, then others to compare with.</summary>
    public IReadOnlyList<double> FalseAlarmRates { get; init; } = RatesWith(OnsetOptions.DefaultFalseAlarmRate);

    /// <summary>Chance of a trial to fail while an incident lasts.</summary>
    public IReadOnlyList<double> Shares { get; init; } = [1, 0.5, 0.2, 0.1, 0.05];

    /// <summary>Failures of an incident.</summary>
    public IReadOnlyList<int> Failures { get; init; } = [3, 5, 10, 20, 50];

    public IReadOnlyList<PlantScope> Scopes { get; init; } = [PlantScope.All, PlantScope.Server, PlantScope.Certificate, PlantScope.SenderDomain];

    /// <summary>Incidents per scope, share and size.</summary>
    public int Repeats { get; init; } = DefaultRepeats;

    public int Threads { get; init; } = 1;

    public static IReadOnlyList<double> RatesWith(double rate) => [.. new[] { rate, 0.01, 0.001, 0.0001 }.Distinct()];
}
