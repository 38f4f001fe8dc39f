namespace LogAnalytics.Detection;

/// <summary>
/// The trials of one group (stable identity: remote family and relay role), run-length encoded in order of
/// (time, session id, message). Lossless for every slice: within a run all trials have the same outcome, and the run is
/// split by <see cref="TrialRun.Cell"/>, so a slice's own runs are found by filtering cells and merging neighbours.
/// </summary>
/// <param name="Group">Identity of the series, e.g. <c>exchange_online/relay</c>.</param>
/// <param name="AttributeNames">Names of the slice attributes, e.g. <c>server</c>, <c>certificate</c>.</param>
/// <param name="Cells">Distinct attribute tuples; each holds one value per attribute, null where not logged.</param>
/// <param name="Runs">Ordered by (RunIndex, FirstTrial).</param>
public sealed record TrialSeries(
    string Group,
    IReadOnlyList<string> AttributeNames,
    IReadOnlyList<IReadOnlyList<string?>> Cells,
    IReadOnlyList<TrialRun> Runs);

/// <summary>The trials of one cell inside one run of equal outcomes of the whole series.</summary>
/// <param name="RunIndex">Number of the run in the whole series, from 0.</param>
/// <param name="Failed">True where an attribution error answered the message.</param>
/// <param name="Cell">Index into <see cref="TrialSeries.Cells"/>.</param>
/// <param name="Count">Trials, at least 1.</param>
/// <param name="FirstTrial">Ordinal of the first of these trials in the series.</param>
/// <param name="LastTrial">Ordinal of the last of these trials in the series.</param>
/// <param name="FirstTimeMicros">Time of the first trial, microseconds since 1970 UTC.</param>
/// <param name="LastTimeMicros">Time of the last trial, microseconds since 1970 UTC.</param>
public readonly record struct TrialRun(
    int RunIndex,
    bool Failed,
    int Cell,
    long Count,
    long FirstTrial,
    long LastTrial,
    long FirstTimeMicros,
    long LastTimeMicros)
{
    internal long FailedCount => Failed ? Count : 0;

    /// <summary>Both as one row: the other begins no sooner than this one.</summary>
    internal TrialRun With(in TrialRun other)
    {
        // Rows of one run interleave: the row that starts last need not be the one that ends last.
        var endsLater = other.LastTrial > LastTrial;
        return this with
        {
            Count = checked(Count + other.Count),
            LastTrial = endsLater ? other.LastTrial : LastTrial,
            LastTimeMicros = endsLater ? other.LastTimeMicros : LastTimeMicros,
        };
    }
}
