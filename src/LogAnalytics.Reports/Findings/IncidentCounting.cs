namespace LogAnalytics.Reports.Findings;

/// <summary>Which trials stand behind an incident's numbers, in the terms of the macros <c>trials</c> and <c>incident_trials</c>.</summary>
/// <param name="Series">Identity of the series, <c>group_id</c>.</param>
/// <param name="From">Bounds on the replies that were looked at, as given to the analysis; null: open.</param>
/// <param name="Slice">The conditions that delimit the failing trials: attribute → values (null: not logged); empty: the whole series.</param>
/// <param name="FirstBadTrial">Ordinal of the first failure of the window, retries apart.</param>
/// <param name="Comparable">Conditions of the slice that had been seen to pass before, so that they bound the last good trial.</param>
/// <param name="AnyServer">No server of the window had passed before, so any server bounds it.</param>
/// <param name="IsRecoveredBeside">The failing value is gone, so what passes after need not meet <paramref name="Comparable"/>.</param>
/// <param name="ChangeScope">Conditions on the passes that tell when what broke can have changed.</param>
/// <param name="ChangePasses">So many of them before the window need not rule the change out: it came after the one before.</param>
/// <param name="Before">Null when pre-existing.</param>
public sealed record IncidentCounting(
    string Series,
    DateTime? From,
    DateTime? To,
    IReadOnlyDictionary<string, IReadOnlyList<string?>> Slice,
    long FirstBadTrial,
    long LastBadTrial,
    IReadOnlyDictionary<string, IReadOnlyList<string?>> Comparable,
    bool AnyServer,
    bool IsRecoveredBeside,
    IReadOnlyDictionary<string, IReadOnlyList<string?>> ChangeScope,
    long ChangePasses,
    CountedTrials? Before,
    CountedTrials During);
