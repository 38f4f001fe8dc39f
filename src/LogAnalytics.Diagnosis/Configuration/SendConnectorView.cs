using System.Text.RegularExpressions;

namespace LogAnalytics.Diagnosis;

/// <summary>The send connectors on premises as the side inputs show them, found by the name that the log has.</summary>
internal sealed partial class SendConnectorView(IncidentEvidence evidence)
{
    private readonly IReadOnlyList<ConfigurationFact<SendConnector>> _facts = ConfigurationFact<SendConnector>.Choose(
        evidence.SendConnectors, evidence.FirstBad, c => c.Name, c => c.WhenChanged, c => c.TakenAt,
        c => $"{c.Enabled}|{string.Join(';', c.TlsCertificateName.Items)}|{string.Join(';', c.SmartHosts.Items)}|{c.IgnoreStartTls}|{c.ForceHelo}|{c.RequireTls}");

    public bool IsKnown => evidence.SendConnectors is not null;

    /// <summary>Null where it was not exported, or exports contradict each other.</summary>
    public ConfigurationFact<SendConnector>? Find(string? name) =>
        _facts.FirstOrDefault(fact => !fact.IsContradicted && string.Equals(fact.Connector.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Does <c>TlsCertificateName</c> name this certificate? Differently written names of one issuer cannot be told from another's.</summary>
    public static NameMatch Names(SendConnector connector, CertificateFacts? certificate)
    {
        if (connector.TlsCertificateName.Text is not { } text || certificate is not { Subject: { } subject, Issuer: { } issuer }
            || IssuerAndSubject().Match(text) is not { Success: true } match)
            return NameMatch.CannotTell;
        bool sameSubject = DistinguishedName.AreSame(match.Groups["subject"].Value, subject);
        if (sameSubject && DistinguishedName.AreSame(match.Groups["issuer"].Value, issuer))
            return NameMatch.Yes;
        return IsOther(match.Groups["subject"].Value, subject) || IsOther(match.Groups["issuer"].Value, issuer) ? NameMatch.No : NameMatch.CannotTell;
    }

    private static bool IsOther(string left, string right) =>
        DistinguishedName.CommonName(left) is { } a && DistinguishedName.CommonName(right) is { } b && !a.Equals(b, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^<I>(?<issuer>.*?)<S>(?<subject>.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex IssuerAndSubject();
}
