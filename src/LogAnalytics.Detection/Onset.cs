namespace LogAnalytics.Detection;

/// <summary>One window of failures beyond chance, in one slice of one series.</summary>
public sealed record Onset
{
    public required string Group { get; init; }

    /// <summary>The attribute values that delimit the failing trials; empty for the whole series.</summary>
    public required IReadOnlyList<SliceTerm> Slice { get; init; }

    /// <summary>Ordinal of the first failed trial of the bad segment.</summary>
    public required long FirstBadTrial { get; init; }

    /// <summary>Ordinal of the last failed trial of the bad segment.</summary>
    public required long LastBadTrial { get; init; }

    public required long FirstBadTimeMicros { get; init; }

    public required long LastBadTimeMicros { get; init; }

    /// <summary>
    /// Ordinal of the last pass before the first failure, on the servers that fail, under the conditions of the slice that
    /// had been seen to pass; null when pre-existing.
    /// </summary>
    public required long? LastGoodTrial { get; init; }

    /// <summary>Ordinal of the first pass after the last failure, in the same scope; null unless recovered.</summary>
    public required long? FirstGoodTrial { get; init; }

    /// <summary>
    /// The change lies after this instant; null: open to the past. At or before the time of <see cref="LastGoodTrial"/>: the
    /// first server to fail may have had no trial since, and where only a share fails, a pass does not rule the change out.
    /// </summary>
    /// <remarks>From the ends of runs; the trials between are taken to lie evenly. <see cref="ChangePasses"/> is for those who know each.</remarks>
    public required long? ChangeAfterMicros { get; init; }

    /// <summary>So many passes before the window need not rule the change out: it lies after the pass before them, counted in <see cref="ChangeScope"/>.</summary>
    public required long ChangePasses { get; init; }

    /// <summary>The trials whose passes tell when the change can have been: those of the first server to fail, if it passed before; else all.</summary>
    public required IReadOnlyList<SliceTerm> ChangeScope { get; init; }

    /// <summary>The change lies at or before this instant.</summary>
    public required long ChangeByMicros { get; init; }

    /// <summary>Best first; empty: nothing that the series holds tells the failures apart, the cause is outside.</summary>
    public required IReadOnlyList<Explanation> Explanations { get; init; }

    /// <summary>No good segment precedes the window: the failures ran already when the series starts.</summary>
    public required bool IsPreExisting { get; init; }

    /// <summary>A segment at the level of before follows the window.</summary>
    public required bool IsRecovered { get; init; }

    /// <summary>The failing value is gone, and its servers pass without it: the first pass after need not have the slice's value.</summary>
    public required bool IsRecoveredBeside { get; init; }

    /// <summary>Trials of the slice in the preceding good segment (0 when pre-existing).</summary>
    public required long TrialsBefore { get; init; }

    public required long FailedBefore { get; init; }

    /// <summary>Trials of the slice from first to last failure of the window.</summary>
    public required long TrialsDuring { get; init; }

    public required long FailedDuring { get; init; }

    /// <summary>The trials that <see cref="TrialsBefore"/> counts; null when pre-existing.</summary>
    public required TrialSet? Before { get; init; }

    /// <summary>The trials that <see cref="TrialsDuring"/> counts.</summary>
    public required TrialSet During { get; init; }

    /// <summary>Natural logarithm of the bound on the chance of such a window, over all windows and slices.</summary>
    public required double LogSignificance { get; init; }

    public required OnsetSeverity Severity { get; init; }
}

public enum OnsetSeverity
{
    /// <summary>Beyond chance at the stated false-alarm rate.</summary>
    Major,

    /// <summary>Seen, but not beyond chance: a single refusal, say.</summary>
    Minor,
}

/// <summary>Failures that say something about one sender or one recipient domain, not about attribution as a whole.</summary>
/// <param name="Attribute">The guarded attribute, e.g. <c>sender_domain</c>.</param>
public sealed record GuardFinding(
    GuardKind Kind,
    string Group,
    string Attribute,
    string? Value,
    long Trials,
    long Failed,
    long FirstFailedTrial,
    long LastFailedTrial,
    long FirstFailedTimeMicros,
    long LastFailedTimeMicros);

public enum GuardKind
{
    /// <summary>A sender domain that always fails while its neighbours pass.</summary>
    PersistentUnverifiedSender,

    /// <summary>A window of failures that belongs to one sender domain alone.</summary>
    SingleSenderWindow,

    /// <summary>Refusals confined to one recipient domain: that partner's own.</summary>
    PartnerRefusal,
}

/// <summary>What the search found in one series.</summary>
public sealed record OnsetSearchResult(IReadOnlyList<Onset> Onsets, IReadOnlyList<GuardFinding> Findings);
