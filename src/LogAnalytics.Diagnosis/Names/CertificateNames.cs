namespace LogAnalytics.Diagnosis;

/// <summary>How the service compares certificate names with <c>TlsSenderCertificateName</c> and accepted domains.</summary>
public static class CertificateNames
{
    /// <summary>Subject CN and alternate names in lower case, sorted; null where the alternate names are unknown.</summary>
    public static IReadOnlyList<string>? All(CertificateFacts certificate)
    {
        if (certificate.Names is null)
            return null;
        string? commonName = DistinguishedName.CommonName(certificate.Subject);
        IEnumerable<string> names = commonName is null ? certificate.Names : certificate.Names.Append(commonName);
        return Normalize(names);
    }

    /// <summary>Equal as sets, whatever case, order and repetition.</summary>
    public static bool SetEquals(IEnumerable<string> left, IEnumerable<string> right)
        => Normalize(left).SequenceEqual(Normalize(right), StringComparer.Ordinal);

    /// <summary>Does a certificate with these names match this <c>TlsSenderCertificateName</c>?</summary>
    /// <param name="names">Subject CN and alternate names; null: unknown.</param>
    public static NameMatch Matches(string value, IReadOnlyList<string>? names)
    {
        if (names is null)
            return NameMatch.CannotTell;
        string wanted = Normalize(value);
        return Normalize(names).Select(name => MatchesOne(wanted, name)).DefaultIfEmpty(NameMatch.No).Max();
    }

    /// <summary>Is the domain of this <c>TlsSenderCertificateName</c> an accepted domain of the tenant?</summary>
    /// <param name="accepted">Accepted domains; null: unknown.</param>
    public static NameMatch IsAccepted(string value, IReadOnlyList<string>? accepted)
    {
        if (accepted is null)
            return NameMatch.CannotTell;
        string wanted = Normalize(value);
        List<string> domains = Normalize(accepted);
        if (IsWildcard(wanted))
            // "contoso.com or a subdomain of it accepted is enough."
            return domains.Any(d => d == wanted[2..] || IsBelow(d, wanted[2..])) ? NameMatch.Yes : NameMatch.No;
        if (domains.Contains(wanted, StringComparer.Ordinal))
            return NameMatch.Yes;
        // An accepted parent with MatchSubDomains: no source says.
        return domains.Any(d => IsBelow(wanted, d)) ? NameMatch.CannotTell : NameMatch.No;
    }

    /// <summary>Is this sender domain one of the accepted domains? Whether subdomains count is not exported reliably, so only the name itself does.</summary>
    internal static bool IsListed(string domain, IReadOnlyList<string> accepted)
        => Normalize(accepted).Contains(Normalize(domain), StringComparer.Ordinal);

    /// <summary>Values that a connector keyed by one of these names has: the name, or the wildcard over its parent, as the hybrid wizard writes them.</summary>
    internal static IEnumerable<string> ValuesFor(IReadOnlyList<string> names)
        => names.Concat(names.Select(WildcardOver).OfType<string>())
            .Where(IsUsableValue).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Values that matched the old names and certainly do not match the new ones: only these can have broken.</summary>
    internal static List<string> BrokenValues(IReadOnlyList<string> oldNames, IReadOnlyList<string> freshNames)
        => ValuesFor(oldNames).Where(value => Matches(value, freshNames) == NameMatch.No).ToList();

    /// <summary>A plain name, or <c>*.</c> before one; no embedded wildcard, at least two labels.</summary>
    internal static bool IsUsableValue(string value)
    {
        string domain = IsWildcard(value) ? value[2..] : value;
        string[] labels = domain.Split('.');
        return labels.Length >= 2 && labels.All(IsLabel);
    }

    /// <summary><c>*.contoso.com</c> for <c>mail.contoso.com</c>; null where the parent has one label only.</summary>
    internal static string? WildcardOver(string name)
    {
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        string? value = dot <= 0 ? null : "*" + name[dot..];
        return value is not null && IsUsableValue(value) ? value : null;
    }

    internal static string Normalize(string name) => name.Trim().TrimEnd('.').ToLowerInvariant();

    private static List<string> Normalize(IEnumerable<string> names)
        => names.Select(Normalize).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

    private static NameMatch MatchesOne(string value, string name)
    {
        if (value == name)
            return IsUsableValue(value) ? NameMatch.Yes : NameMatch.No;
        if (IsWildcard(value))
        {
            string domain = value[2..];
            if (name == domain)
                return NameMatch.Yes;
            if (!IsBelow(name, domain))
                return NameMatch.No;
            // One label below is plainly a subdomain; deeper ones and "*.x.domain": no source says.
            string prefix = name[..^(domain.Length + 1)];
            return IsLabel(prefix) ? NameMatch.Yes : NameMatch.CannotTell;
        }

        // Certificate "*.d" against value "mail.d": no source says.
        return IsWildcard(name) && IsBelow(value, name[2..]) ? NameMatch.CannotTell : NameMatch.No;
    }

    private static bool IsWildcard(string name) => name.StartsWith("*.", StringComparison.Ordinal);

    private static bool IsBelow(string name, string domain)
        => domain.Length > 0 && name.Length > domain.Length + 1 && name.EndsWith("." + domain, StringComparison.Ordinal);

    private static bool IsLabel(string label)
        => label.Length is > 0 and < 64 && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
