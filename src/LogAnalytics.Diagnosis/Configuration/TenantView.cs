namespace LogAnalytics.Diagnosis;

/// <summary>The tenant as the side inputs show it: which inbound connector, if any, knows a certificate or an address.</summary>
internal sealed class TenantView
{
    private readonly IReadOnlyList<string>? _accepted;

    public TenantView(IncidentEvidence evidence)
    {
        _accepted = evidence.AcceptedDomains;
        IsKnown = evidence.InboundConnectors is not null;
        // Partner connectors take no part in attribution to one's own organisation.
        OnPremises =
        [
            .. ConfigurationFact<InboundConnector>.Choose(
                    evidence.InboundConnectors, evidence.FirstBad, c => c.Name, c => c.WhenChanged, c => c.TakenAt,
                    c => $"{c.Enabled}|{string.Join(';', c.TlsSenderCertificateName.Items)}|{string.Join(';', c.SenderIPAddresses.Items)}|{c.ConnectorType}")
                .Where(fact => !string.Equals(fact.Connector.ConnectorType, "Partner", StringComparison.OrdinalIgnoreCase)),
        ];
    }

    /// <summary>Some export held inbound connectors.</summary>
    public bool IsKnown { get; }

    public bool KnowsDomains => _accepted is not null;

    /// <summary>One fact a connector, disabled ones included.</summary>
    public IReadOnlyList<ConfigurationFact<InboundConnector>> OnPremises { get; }

    private IEnumerable<ConfigurationFact<InboundConnector>> Enabled => OnPremises.Where(fact => fact.Connector.Enabled != false);

    public NameMatch IsAccepted(string value) => CertificateNames.IsAccepted(value, _accepted);

    /// <summary>Does the value of this connector match the names?</summary>
    public static NameMatch Matches(InboundConnector connector, IReadOnlyList<string>? names) => connector.TlsSenderCertificateName switch
    {
        { IsGiven: true, Text: { } value } => CertificateNames.Matches(value, names),
        { IsEmpty: true } => NameMatch.No,
        // Not exported, or lost.
        _ => NameMatch.CannotTell,
    };

    public static NameMatch Matches(InboundConnector connector, string? address) => connector.SenderIPAddresses switch
    {
        { IsGiven: true } scope => AddressScope.Contains(scope.Items, address),
        _ => NameMatch.CannotTell,
    };

    /// <param name="oldNames">Null where not known, or where there was no certificate.</param>
    public NameAnswer CompareNames(IReadOnlyList<string>? oldNames, IReadOnlyList<string>? freshNames)
    {
        if (!IsKnown)
            return new NameAnswer(NameVerdict.Unknown, null);
        if (OnPremises.FirstOrDefault(fact => fact.IsContradicted) is { } contradicted)
            return CannotTell(contradicted, Invariant($"the exports contradict each other about inbound connector {Sentences.Show(contradicted.Connector.Name)}"));
        if (Enabled.Where(fact => Matches(fact.Connector, freshNames) == NameMatch.Yes).MinBy(fact => fact.Timing) is { } match)
            return OfMatch(match);
        if (Enabled.FirstOrDefault(fact => Matches(fact.Connector, freshNames) == NameMatch.CannotTell) is { } open)
            return CannotTell(open, WhyOpen(open.Connector, freshNames));
        if (oldNames is null)
            return new NameAnswer(NameVerdict.NewUnmatched, Enabled.FirstOrDefault(HasName));
        var old = Enabled.Where(fact => Matches(fact.Connector, oldNames) == NameMatch.Yes).MinBy(fact => fact.Timing);
        return old switch
        {
            null when Enabled.Any(fact => Matches(fact.Connector, oldNames) == NameMatch.CannotTell) => new NameAnswer(NameVerdict.NewUnmatched, Enabled.FirstOrDefault(HasName)),
            null => new NameAnswer(NameVerdict.NeitherMatches, Enabled.FirstOrDefault(HasName)),
            { Timing: FactTiming.ChangedLater } => CannotTell(old, Invariant($"inbound connector {Sentences.Show(old.Connector.Name)} was changed after the first failure; what it held before is not in the export")),
            _ => new NameAnswer(NameVerdict.Explains, old),
        };
    }

    /// <summary>Enabled connectors whose scope has the address, and whether that is sure.</summary>
    public (NameMatch Match, ConfigurationFact<InboundConnector>? Connector) FindAddress(string? address) => Best(Enabled, fact => Matches(fact.Connector, address));

    public (NameMatch Match, ConfigurationFact<InboundConnector>? Connector) FindName(IReadOnlyList<string>? names, bool isEnabled = true) =>
        Best(isEnabled ? Enabled : OnPremises.Where(fact => fact.Connector.Enabled == false), fact => Matches(fact.Connector, names));

    public static bool HasName(ConfigurationFact<InboundConnector> fact) => fact.Connector.TlsSenderCertificateName.Text is not null;

    private NameAnswer OfMatch(ConfigurationFact<InboundConnector> match) => match.Timing switch
    {
        FactTiming.ChangedLater => new NameAnswer(NameVerdict.RepairedLater, match),
        FactTiming.TakenBefore => CannotTell(match, Invariant($"inbound connector {Sentences.Show(match.Connector.Name)} matches the new names, but it was exported before the first failure")),
        _ when IsAccepted(match.Connector.TlsSenderCertificateName.Text!) == NameMatch.No => new NameAnswer(NameVerdict.NotAccepted, match),
        _ => new NameAnswer(NameVerdict.StillMatches, match),
    };

    private static string WhyOpen(InboundConnector connector, IReadOnlyList<string>? names) => connector.TlsSenderCertificateName switch
    {
        { IsLost: true } => Invariant($"TlsSenderCertificateName of {Sentences.Show(connector.Name)} was lost in the export"),
        { IsGiven: false } => Invariant($"TlsSenderCertificateName of {Sentences.Show(connector.Name)} was not exported"),
        _ when names is null => "the names of the new certificate are not known (Get-ExchangeCertificate)",
        _ => Invariant($"no source says whether {Sentences.Show(connector.TlsSenderCertificateName.Text)} ({Sentences.Show(connector.Name)}) matches {Sentences.ShowAll(names)}"),
    };

    private static NameAnswer CannotTell(ConfigurationFact<InboundConnector> fact, string reason) => new(NameVerdict.CannotTell, fact, reason);

    private static (NameMatch Match, ConfigurationFact<InboundConnector>? Connector) Best(
        IEnumerable<ConfigurationFact<InboundConnector>> facts, Func<ConfigurationFact<InboundConnector>, NameMatch> match)
    {
        var best = facts.Select(fact => (Match: fact.IsContradicted ? NameMatch.CannotTell : match(fact), fact)).OrderByDescending(found => found.Match).ThenBy(found => found.fact.Timing).FirstOrDefault();
        return best.fact is null || best.Match == NameMatch.No ? (NameMatch.No, null) : (best.Match, best.fact);
    }
}
