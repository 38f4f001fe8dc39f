using LogAnalytics.Diagnosis;

namespace LogAnalytics.Reports.Findings;

/// <summary>What an analysis found, as findings.json holds it; every report says the same facts.</summary>
public sealed record FindingsDocument
{
    public const string CurrentSchema = "loganalytics/findings/1";

    public string Schema { get; init; } = CurrentSchema;

    public required DateTime GeneratedAt { get; init; }

    /// <summary>The id of the key that names were replaced with by pseudonyms; null where they are the true ones.</summary>
    public string? RedactionKeyId { get; init; }

    /// <summary>First and last row that were looked at, UTC; null for an empty lake.</summary>
    public DateTime? From { get; init; }

    public DateTime? To { get; init; }

    public required IReadOnlyList<CoverageSpan> Coverage { get; init; }

    /// <summary>What changed on which server, by time; see the view <c>lineage</c>.</summary>
    public IReadOnlyList<Rotation> Rotations { get; init; } = [];

    /// <summary>Every check that ran, with zero hits too.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    public required IReadOnlyList<Observation> Observations { get; init; }

    /// <summary>Side inputs, those that could not be used included.</summary>
    public IReadOnlyList<SideInput> Exports { get; init; } = [];

    /// <summary>What options and exports say about which sessions can say anything.</summary>
    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <summary>Major first, then by onset.</summary>
    public required IReadOnlyList<Incident> Incidents { get; init; }
}

/// <summary>Worth knowing, and no incident.</summary>
public sealed record Observation(string Kind, string Text, IReadOnlyDictionary<string, object?> Evidence);

/// <summary>One window of attribution errors.</summary>
public sealed record Incident
{
    public required string Id { get; init; }

    /// <summary><c>onset</c> or <c>pre_existing</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>ongoing</c> or <c>recovered</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>major</c>: beyond chance at the stated false-alarm rate; else <c>minor</c>.</summary>
    public required string Severity { get; init; }

    /// <summary><c>new</c>: the last analysis of the lake did not know it, or it has become worse; <c>ongoing</c>, or <c>resolved</c>: known, and over.</summary>
    public string Novelty { get; init; } = "new";

    public required string Family { get; init; }

    /// <summary>Of most of the family's replies: 4xx is retried, 5xx bounces. Null where no reply tells it.</summary>
    public int? ReplyCode { get; init; }

    public required IncidentScope Scope { get; init; }

    public required IncidentOnset Onset { get; init; }

    public required IncidentRecovery Recovery { get; init; }

    public required IncidentCounts Counts { get; init; }

    /// <summary>Which trials were counted, so that SQL can count them again; null in findings of earlier versions.</summary>
    public IncidentCounting? Counting { get; init; }

    /// <summary>Per server, connector and certificate: where each stands.</summary>
    public required IReadOnlyList<ServerStanding> Servers { get; init; }

    /// <summary>Companion replies beside it; families without any are left out.</summary>
    public IReadOnlyList<CompanionRate> Companions { get; init; } = [];

    /// <summary>Certificates presented around the window.</summary>
    public required IReadOnlyList<CertificateFacts> Certificates { get; init; }

    /// <summary>Administrative changes within a day of the first failure, by time; empty without side inputs.</summary>
    public IReadOnlyList<IncidentChange> Changes { get; init; } = [];

    public required IReadOnlyList<Cause> Causes { get; init; }

    public required IReadOnlyList<Remedy> Remediation { get; init; }
}

public sealed record IncidentScope(
    IReadOnlyList<string> Servers,
    IReadOnlyList<string> Connectors,
    IReadOnlyList<string> Certificates,
    IReadOnlyList<string> RemoteEndpoints,
    IReadOnlyList<string> SenderDomains);

/// <summary>The onset lies between these two trials.</summary>
/// <param name="QualifiedByGap">Logs are missing between the two, so the onset may be earlier than they show.</param>
/// <param name="GapNote">What is missing; null where nothing is known to be.</param>
/// <param name="ChangeEarliest">
/// What broke changed after this instant: not before the last success of the server that failed first, and where only a share fails,
/// so long before that its successes need not rule the change out (98 %). Null where nothing bounds it, as when pre-existing.
/// </param>
/// <param name="ChangeLatest">… and at or before this one: the first failure, or later where ever more failed and that one may be chance.</param>
/// <param name="SkewNote">What the servers' clocks do to the order of the two; null where they do nothing.</param>
/// <param name="FirstUses">What a failing server used for the first time shortly before; that of the first failure's server first.</param>
public sealed record IncidentOnset(
    TrialPoint? LastGood, TrialPoint? LastInformativeGood, TrialPoint FirstBad, DateTime? ChangeEarliest, DateTime ChangeLatest,
    bool QualifiedByGap, string? GapNote = null, string? SkewNote = null)
{
    public IReadOnlyList<FirstUse> FirstUses { get; init; } = [];
}

public sealed record IncidentRecovery(TrialPoint? LastBad, TrialPoint? FirstGood);

/// <summary>A message in a session, with the line of the reply that decided.</summary>
public sealed record TrialPoint(DateTime Time, DateTime SessionStartedAt, string Server, string SessionId, string? File, long Line);

public sealed record IncidentCounts
{
    /// <summary>Trials (messages in sessions with the service) of the segment before; retries collapsed.</summary>
    public required long SessionsBefore { get; init; }

    public required long FailedBefore { get; init; }

    public required long SessionsDuring { get; init; }

    public required long FailedDuring { get; init; }

    public required double RateBefore { get; init; }

    /// <summary>Wilson interval at 95 %.</summary>
    public required IReadOnlyList<double> RateBeforeCi { get; init; }

    public required double RateDuring { get; init; }

    public required IReadOnlyList<double> RateDuringCi { get; init; }

    /// <summary>RCPT TO refused for lack of attribution, retries counted.</summary>
    public required long RecipientsRefused { get; init; }

    public required long Messages { get; init; }

    public required long Senders { get; init; }
}

/// <param name="Certificate">Thumbprint; null where none was sent.</param>
public sealed record ServerStanding(
    string Server, string? Connector, string? Certificate, DateTime? LastGood, DateTime? FirstBad, DateTime? LastBad, long PassedDuring, long FailedDuring);
