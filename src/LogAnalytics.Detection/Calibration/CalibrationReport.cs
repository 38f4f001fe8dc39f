namespace LogAnalytics.Detection.Calibration;

/// <summary>What would be found in one series.</summary>
public sealed record CalibrationReport
{
    public required string Group { get; init; }

    /// <summary>Messages planted into; those of the incidents that the series has are left out.</summary>
    public required int Trials { get; init; }

    /// <summary>Failures among them: the background.</summary>
    public required int Failed { get; init; }

    /// <summary>Incidents that the series has; nothing is planted into their time.</summary>
    public required IReadOnlyList<ExcludedWindow> Excluded { get; init; }

    /// <summary>Why nothing was planted; null where it was.</summary>
    public string? TooLittle { get; init; }

    /// <summary>By scope, share and size; sizes for which there is too little mail are missing.</summary>
    public IReadOnlyList<CalibrationCell> Cells { get; init; } = [];

    public IReadOnlyList<SmallestFound> Smallest { get; init; } = [];

    /// <summary>In the series without what was planted.</summary>
    public IReadOnlyList<FalseAlarms> FalseAlarms { get; init; } = [];
}

/// <summary>A window of failures that the search finds in the series as it is.</summary>
public sealed record ExcludedWindow(DateTime FirstBad, DateTime LastBad, int Trials);

/// <summary>Incidents of one scope, share and size.</summary>
/// <param name="Found">At the false-alarm rate in use, as are the columns that follow; of a sender domain as an observation.</param>
/// <param name="FirstErrorExact">Of those found as an incident: the first failure is the true one.</param>
/// <param name="BracketHolds">Of those found as an incident: the change lies in the bracket.</param>
/// <param name="FoundAsIncident">Found without what only an observation says.</param>
/// <param name="MedianSeconds">From the change to the last failure: how long so many failures take with this mail.</param>
/// <param name="FoundAtRate">Found, by false-alarm rate.</param>
public sealed record CalibrationCell(
    PlantScope Scope, double Share, int Failures, int Planted, int Found, int FoundAsIncident, int FirstErrorExact, int BracketHolds,
    double MedianSeconds, IReadOnlyList<RateCount> FoundAtRate);

/// <summary>The smallest planted incident from which on 95 % are found.</summary>
/// <param name="Failures">Null: not even the largest for which there was mail.</param>
public sealed record SmallestFound(PlantScope Scope, double Share, double FalseAlarmRate, int? Failures, int LargestPlanted);

public sealed record RateCount(double FalseAlarmRate, int Count);

/// <param name="InSeries">Incidents in the series as it is, its own included.</param>
/// <param name="Shuffled">Series whose failures were dealt out anew; 0 where there is none to deal out.</param>
/// <param name="ShuffledWithIncident">Those of them with an incident: each is false.</param>
public sealed record FalseAlarms(double FalseAlarmRate, int InSeries, int Shuffled, int ShuffledWithIncident);
