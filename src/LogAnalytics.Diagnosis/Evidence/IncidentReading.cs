namespace LogAnalytics.Diagnosis;

/// <summary>The evidence, arranged for the questions that the rules share. Computed once an incident.</summary>
internal sealed class IncidentReading
{
    /// <summary>Below these counts nothing is strong.</summary>
    private const long EnoughFailures = 3;
    private const long EnoughBefore = 10;

    /// <summary>A run of the wizard counts when it was within this time before the onset.</summary>
    private static readonly TimeSpan s_wizardWindow = TimeSpan.FromHours(1);

    /// <summary>Other changes: those of the tenant take hours to reach every front end.</summary>
    private static readonly TimeSpan s_changeWindow = TimeSpan.FromHours(24);

    private readonly Dictionary<string, AttributeCounts> _inScope;
    private readonly Dictionary<string, AttributeCounts> _elsewhere;
    private readonly Dictionary<string, CertificateFacts> _facts;
    private readonly Dictionary<string, ValueChange> _changes;

    public IncidentReading(IncidentEvidence evidence)
    {
        Evidence = evidence;
        string[] attributes = evidence.InScope.Concat(evidence.Everywhere).Select(v => v.Attribute).Distinct().ToArray();
        _inScope = attributes.ToDictionary(a => a, a => AttributeCounts.Of(evidence.InScope, a));
        _elsewhere = attributes.ToDictionary(a => a, a => AttributeCounts.Of(evidence.Everywhere, a).Without(_inScope[a]));
        _facts = CertificateCatalog.Merge(evidence.Certificates);
        PassedBefore = _inScope.Values.Select(c => c.PassedBefore).DefaultIfEmpty().Max();
        FailedDuring = _inScope.Values.Select(c => c.FailedDuring).DefaultIfEmpty().Max();
        PassedDuring = _inScope.Values.Select(c => c.PassedDuring).DefaultIfEmpty().Max();
        _changes = attributes.ToDictionary(a => a, a => ChangeOf(a, v => TellingValues.IsTelling(a, v)));
        Peers = PeerServers.Find(evidence, AttributeCounts.Of(evidence.Everywhere, EvidenceAttributes.Server));
        NewCertificates = ChangeOf(EvidenceAttributes.Certificate, v => v is not null);
        Swap = CertificateSwap.Find(NewCertificates, _facts);
        Contrast = ServerContrast.Find(this);
        Tenant = new TenantView(evidence);
        SendConnectors = new SendConnectorView(evidence);
    }

    public IncidentEvidence Evidence { get; }

    public long PassedBefore { get; }

    public long PassedDuring { get; }

    public long FailedDuring { get; }

    /// <summary>Without successes before, nothing can be called changed.</summary>
    public bool HasBefore => PassedBefore > 0;

    public bool HasEnoughTrials => FailedDuring >= EnoughFailures && PassedBefore >= EnoughBefore;

    public PeerServers Peers { get; }

    /// <summary>Thumbprints (never "none") that came in at the onset.</summary>
    public ValueChange NewCertificates { get; }

    public CertificateSwap? Swap { get; }

    public ServerContrast? Contrast { get; }

    /// <summary>Inbound connectors and accepted domains, from side inputs.</summary>
    public TenantView Tenant { get; }

    /// <summary>Send connectors, from side inputs.</summary>
    public SendConnectorView SendConnectors { get; }

    /// <summary>The exported send connector of the failures; null where it was not exported, or they have several.</summary>
    public ConfigurationFact<SendConnector>? FailingSendConnector
        => Evidence.Connectors.Distinct(StringComparer.Ordinal).ToList() is [var only] ? SendConnectors.Find(only) : null;

    public IReadOnlyDictionary<string, CertificateFacts> Facts => _facts;

    public bool IsRecovered => Evidence.FirstGoodAfter is not null;

    /// <summary>Counts over the incident's servers.</summary>
    public AttributeCounts InScope(string attribute)
        => _inScope.TryGetValue(attribute, out var counts) ? counts : AttributeCounts.Of([], attribute);

    /// <summary>Counts over the group's other servers.</summary>
    public AttributeCounts Elsewhere(string attribute)
        => _elsewhere.TryGetValue(attribute, out var counts) ? counts : AttributeCounts.Of([], attribute);

    public CertificateFacts? FactsOf(string? thumbprint)
        => thumbprint is null ? null : _facts.GetValueOrDefault(thumbprint);

    /// <summary>Values of the attribute that came in at the onset, among those selected.</summary>
    public ValueChange ChangeOf(string attribute, Func<string?, bool> select)
        => ValueChange.Find(InScope(attribute), Evidence.FirstBad, HasBefore, select);

    /// <summary>Telling values of the attribute that came in at the onset.</summary>
    public ValueChange ChangeOf(string attribute)
        => _changes.TryGetValue(attribute, out var change) ? change : ChangeOf(attribute, _ => true);

    /// <summary>Did any telling value of the attribute come in at the onset and account for the failures?</summary>
    public bool Changed(string attribute) => ChangeOf(attribute).IsFull;

    /// <summary>Failing trials carry this value now; a statement on the present, not on a change.</summary>
    public long FailedWith(string attribute, string? value) => InScope(attribute).Find(value)?.FailedDuring ?? 0;

    /// <summary>Practically all failures carry it.</summary>
    public bool AllFailuresHave(string attribute, string? value)
        => FailedWith(attribute, value) is > 0 and var failed && failed >= 0.95 * InScope(attribute).FailedDuring;

    /// <summary>Passes on other servers that the incident's own pass rate could have produced.</summary>
    public bool CouldPassByLuck(long passes) => Likelihood.CouldBeLuck(passes, PassedDuring, FailedDuring);

    /// <summary>Passes of one certificate on the group's other servers in the window, where they are more than luck.</summary>
    public long PassesElsewhere(IEnumerable<ValueCounts> certificates)
    {
        long passes = certificates.Sum(c => Elsewhere(EvidenceAttributes.Certificate).Find(c.Value)?.PassedDuring ?? 0);
        return CouldPassByLuck(passes) ? 0 : passes;
    }

    /// <summary>
    /// A change that came with the failures. Strong only for a full explanation with enough trials and no rival:
    /// another attribute that changed at the same time leaves nothing but timing.
    /// </summary>
    public Confidence Grade(ValueChange change, params ReadOnlySpan<string> rivals)
    {
        if (!change.IsPartial)
            return Confidence.Weak;
        if (!change.IsFull || change.IsReturn || !HasEnoughTrials)
            return Confidence.Moderate;
        foreach (string rival in rivals)
            if (Changed(rival))
                return Confidence.Moderate;
        return Confidence.Strong;
    }

    /// <summary>Changes of these kinds shortly before the onset, oldest first.</summary>
    public IEnumerable<ConfigurationChange> ChangesBeforeOnset(params ReadOnlySpan<ChangeKind> kinds)
    {
        var asked = kinds.ToArray();
        return Evidence.KnownChanges
            .Where(c => asked.Contains(c.Kind) && c.Time <= Evidence.FirstBad
                && Evidence.FirstBad - c.Time <= (c.Kind is ChangeKind.HybridWizardRun or ChangeKind.WizardWarning ? s_wizardWindow : s_changeWindow))
            .OrderBy(c => c.Time).ThenBy(c => c.Kind).ThenBy(c => c.Text, StringComparer.Ordinal);
    }

    /// <summary>Was this object changed within the day before the onset, by its own date or an audit record?</summary>
    public bool WasChangedBeforeOnset(ChangeKind kind, string name)
        => ChangesBeforeOnset(kind).Any(c => string.Equals(c.Target, name, StringComparison.OrdinalIgnoreCase));
}
