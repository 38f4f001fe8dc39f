using LogAnalytics.Diagnosis;
using LogAnalytics.Exports;

namespace LogAnalytics.Tests.Generators;

/// <summary>
/// Evidence of an incident, one line a value. Starts as "nothing logged changed": two servers, one certificate,
/// 500 passes before, 200 failures and 60 passes (recipients inside the service) during.
/// </summary>
internal sealed class EvidenceBuilder
{
    public static readonly DateTime Onset = new(2026, 3, 12, 6, 15, 13, DateTimeKind.Utc);
    public static readonly string Old = new('A', 40);
    public static readonly string New = new('B', 40);
    public const string ConnectorName = "Outbound to Office 365";

    private readonly List<ValueCounts> _inScope = [];
    private readonly List<ValueCounts> _elsewhere = [];
    private readonly List<CertificateFacts> _certificates = [];
    private readonly List<TlsFailureCounts> _tlsFailures = [];
    private readonly List<ConfigurationChange> _changes = [];
    private readonly List<KeyValuePair<string, string?>> _slice = [];
    private string _family = "tenant_attribution";
    private string[] _servers = ["EX01", "EX02"];
    private string[] _connectors = [ConnectorName];
    private DateTime? _lastGood = Onset.AddMinutes(-1);
    private DateTime? _firstGoodAfter;
    private IReadOnlyList<string>? _accepted;

    public static EvidenceBuilder NothingChanged() => new EvidenceBuilder()
        .Value(EvidenceAttributes.Server, "EX01", 250, 100, 30).Value(EvidenceAttributes.Server, "EX02", 250, 100, 30)
        .Value(EvidenceAttributes.Connector, ConnectorName, 500, 200, 60)
        .Value(EvidenceAttributes.Certificate, Old, 500, 200, 60)
        .Value(EvidenceAttributes.PublicAddress, "203.0.113.9", 500, 200, 60)
        .Value(EvidenceAttributes.StartTls, "encrypted", 500, 200, 60)
        .Value(EvidenceAttributes.BannerMasked, "false", 500, 200, 60)
        .Value(EvidenceAttributes.RemoteFamily, "exchange_online", 500, 200, 60)
        .Value(EvidenceAttributes.TlsProtocol, "TLS1_2", 500, 200, 60)
        .Value(EvidenceAttributes.SenderDomain, "contoso.com", 450, 180, 54).Value(EvidenceAttributes.SenderDomain, "<>", 50, 20, 6)
        // Front ends rotate all the time: new addresses in every window, and never the cause.
        .Value(EvidenceAttributes.RemoteAddress, "192.0.2.1", 500, 100, 30).Value(EvidenceAttributes.RemoteAddress, "192.0.2.2", 0, 100, 30)
        .Certificate(Old, "CN=mail.contoso.com", "CN=Public CA 1", ["mail.contoso.com"]);

    /// <summary>Swaps the whole attribute at the onset.</summary>
    public EvidenceBuilder Swap(string attribute, string? before, string? during) => Clear(attribute)
        .Value(attribute, before, 500, 0, 0)
        .Value(attribute, during, 0, 200, 60, firstSeen: Onset.AddMinutes(-1));

    public EvidenceBuilder Clear(string attribute)
    {
        _inScope.RemoveAll(v => v.Attribute == attribute);
        return this;
    }

    public EvidenceBuilder Value(
        string attribute, string? value, long before, long failed, long passed, long after = 0,
        DateTime? firstSeen = null, DateTime? firstPassed = null, long failedBefore = 0, long failedAfter = 0)
    {
        _inScope.Add(Counts(attribute, value, before, failed, passed, after, firstSeen, firstPassed, failedBefore, failedAfter));
        return this;
    }

    /// <summary>Trials of the group's other servers.</summary>
    public EvidenceBuilder Peer(string server, string? certificate, long before, long passed)
    {
        _elsewhere.Add(Counts(EvidenceAttributes.Server, server, before, 0, passed, 0, null, null, 0, 0));
        _elsewhere.Add(Counts(EvidenceAttributes.Certificate, certificate, before, 0, passed, 0, null, null, 0, 0));
        return this;
    }

    public EvidenceBuilder Certificate(
        string thumbprint, string? subject, string? issuer, string[]? names, DateTime? notAfter = null, params string[] servers)
    {
        _certificates.RemoveAll(c => c.Thumbprint == thumbprint);
        _certificates.Add(new CertificateFacts(
            thumbprint, subject, issuer, null, names, null, notAfter,
            Onset.AddDays(-30), thumbprint == New ? Onset.AddDays(1) : Onset.AddMinutes(-1), servers));
        return this;
    }

    public EvidenceBuilder NewCertificate(string? subject, string? issuer, string[]? names)
        => Swap(EvidenceAttributes.Certificate, Old, New).Certificate(New, subject, issuer, names);

    public EvidenceBuilder TlsFailure(string error, long before, long during)
    {
        _tlsFailures.Add(new TlsFailureCounts(error, before, during, Onset.AddMinutes(-1)));
        return this;
    }

    public EvidenceBuilder Family(string family)
    {
        _family = family;
        return this;
    }

    public EvidenceBuilder Servers(params string[] servers)
    {
        _servers = servers;
        Clear(EvidenceAttributes.Server);
        foreach (string server in servers)
            Value(EvidenceAttributes.Server, server, 500 / servers.Length, 200 / servers.Length, 60 / servers.Length);
        return this;
    }

    public EvidenceBuilder Slice(string attribute, string? value)
    {
        _slice.Add(new(attribute, value));
        return this;
    }

    public EvidenceBuilder Connectors(params string[] connectors)
    {
        _connectors = connectors;
        return this;
    }

    public EvidenceBuilder PreExisting()
    {
        _lastGood = null;
        for (int i = 0; i < _inScope.Count; i++)
            _inScope[i] = _inScope[i] with { PassedBefore = 0 };
        return this;
    }

    public EvidenceBuilder Recovered()
    {
        _firstGoodAfter = Onset.AddHours(6);
        return this;
    }

    public EvidenceBuilder Accepted(params string[] domains)
    {
        _accepted = domains;
        return this;
    }

    public EvidenceBuilder Changed(ChangeKind kind, DateTime time)
    {
        _changes.Add(new ConfigurationChange(kind, time, "by an administrator"));
        return this;
    }

    public IncidentEvidence Build() => new()
    {
        Family = _family,
        Servers = _servers,
        Connectors = _connectors,
        FirstBad = Onset,
        LastGood = _lastGood,
        FirstGoodAfter = _firstGoodAfter,
        Slice = _slice,
        InScope = _inScope,
        Everywhere = [.. _inScope, .. _elsewhere],
        Certificates = _certificates,
        TlsFailures = _tlsFailures,
        AcceptedDomains = _accepted,
        KnownChanges = _changes,
    };

    private static ValueCounts Counts(
        string attribute, string? value, long before, long failed, long passed, long after,
        DateTime? firstSeen, DateTime? firstPassed, long failedBefore, long failedAfter)
    {
        DateTime first = firstSeen ?? (before > 0 ? Onset.AddDays(-20) : Onset.AddMinutes(-1));
        DateTime? passedFirst = firstPassed ?? (before > 0 ? first : passed > 0 ? Onset.AddMinutes(1) : null);
        return new ValueCounts(attribute, value, before, failedBefore, passed, failed, after, failedAfter, first, passedFirst, passedFirst);
    }
}
