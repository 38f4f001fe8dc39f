using LogAnalytics.Diagnosis;

namespace LogAnalytics.Reports.Findings;

/// <summary>What an analysis found, as findings.json holds it; every report says the same facts.</summary>
public sealed record FindingsDocument
{
    public const string CurrentSchema = "loganalytics/findings/1";

    public string Schema { get; init; } = CurrentSchema;

    public required DateTime GeneratedAt { get; init; }

    /// <summary>First and last row that were looked at, UTC; null for an empty lake.</summary>
    public DateTime? From { get; init; }

    public DateTime? To { get; init; }

    public required IReadOnlyList<CoverageSpan> Coverage { get; init; }

    /// <summary>Every check that ran, with zero hits too.</summary>
    public required IReadOnlyList<CheckResult> Checks { get; init; }

    public required IReadOnlyList<Observation> Observations { get; init; }

    /// <summary>Major first, then by onset.</summary>
    public required IReadOnlyList<Incident> Incidents { get; init; }
}

/// <param name="First">First row.</param>
/// <param name="Last">Last row.</param>
public sealed record CoverageSpan(string Server, string Service, DateTime First, DateTime Last, long Sessions, IReadOnlyList<CoverageGap> Gaps);

/// <param name="Kind"><c>quiet</c>: hours in which no session began.</param>
public sealed record CoverageGap(DateTime From, DateTime To, string Kind);

public sealed record CheckResult(string Id, long Sessions, long Hits);

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

    public string Novelty { get; init; } = "new";

    public required string Family { get; init; }

    /// <summary>Of most of the family's replies: 4xx is retried, 5xx bounces. Null where no reply tells it.</summary>
    public int? ReplyCode { get; init; }

    public required IncidentScope Scope { get; init; }

    public required IncidentOnset Onset { get; init; }

    public required IncidentRecovery Recovery { get; init; }

    public required IncidentCounts Counts { get; init; }

    /// <summary>Per server, connector and certificate: where each stands.</summary>
    public required IReadOnlyList<ServerStanding> Servers { get; init; }

    /// <summary>Certificates presented around the window.</summary>
    public required IReadOnlyList<CertificateFacts> Certificates { get; init; }

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
public sealed record IncidentOnset(TrialPoint? LastGood, TrialPoint? LastInformativeGood, TrialPoint FirstBad, bool QualifiedByGap);

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
