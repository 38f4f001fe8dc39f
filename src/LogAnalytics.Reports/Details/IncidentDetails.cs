using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Sessions;

namespace LogAnalytics.Reports.Details;

/// <summary>What a report shows of one incident beside its finding.</summary>
public sealed record IncidentDetails
{
    public Timeline? Timeline { get; init; }

    public IReadOnlyList<CertificateRun> Certificates { get; init; } = [];

    public AffectedTotals Affected { get; init; } = new(0, 0, 0, 0, 0);

    public Capped<AffectedParty> Senders { get; init; } = Capped<AffectedParty>.None;

    public Capped<AffectedParty> RecipientDomains { get; init; } = Capped<AffectedParty>.None;

    public IReadOnlyList<AffectedMessage> FirstRefusals { get; init; } = [];

    /// <summary>A good session (left) and the one of the first failure (right); null where none passed.</summary>
    public TranscriptAlignment? Comparison { get; init; }

    /// <summary>The rows that bound the incident, by bound: <c>last_good</c>, <c>first_bad</c>, ….</summary>
    public IReadOnlyDictionary<string, CitedRow> Cited { get; init; } = new Dictionary<string, CitedRow>();
}
