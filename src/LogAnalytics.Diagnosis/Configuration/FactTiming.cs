namespace LogAnalytics.Diagnosis;

/// <summary>Does an exported setting tell what held when the failures began?</summary>
internal enum FactTiming
{
    /// <summary>Last changed before the first failure: it held then.</summary>
    Held,

    /// <summary>The export does not say when it was changed.</summary>
    Undated,

    /// <summary>The export was taken before the first failure: it may have been changed since.</summary>
    TakenBefore,

    /// <summary>Changed after the first failure: what held before is not in the export.</summary>
    ChangedLater,
}

internal static class FactTimings
{
    public static FactTiming Of(ExportTime? whenChanged, DateTime? takenAt, DateTime firstBad) =>
        takenAt < firstBad ? FactTiming.TakenBefore
        : whenChanged is not { } changed ? FactTiming.Undated
        : changed.Latest <= firstBad ? FactTiming.Held
        : changed.Earliest > firstBad ? FactTiming.ChangedLater
        : FactTiming.Undated;

    /// <summary>Fit to raise a confidence: after a recovery an undated setting may be the repaired one.</summary>
    public static bool IsFirm(this FactTiming timing, bool isRecovered) =>
        timing == FactTiming.Held || (timing == FactTiming.Undated && !isRecovered);
}
