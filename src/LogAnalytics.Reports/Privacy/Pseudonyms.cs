using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace LogAnalytics.Reports.Privacy;

/// <summary>
/// Values → pseudonyms. The same value has the same pseudonym wherever it stands and in any case. Its structure stays:
/// <c>mail.contoso.com</c> is a host of <c>domain-….example</c>, of which <c>anna@contoso.com</c> is a user.
/// </summary>
/// <param name="kindOf">What a value is known as, or else the kind that is asked with.</param>
/// <param name="issued">Told each pseudonym and what it stands for; null: nobody.</param>
public sealed partial class Pseudonyms(RedactionKey key, Func<string, ValueKind, ValueKind> kindOf, Action<string, string>? issued = null)
{
    // What the service calls itself is no secret and is needed to understand; the labels before it name a tenant or a front end.
    private static readonly string[] _serviceSuffixes =
    [
        "mail.protection.outlook.com", "prod.protection.outlook.com", "protection.outlook.com", "prod.outlook.com", "outlook.com", "mail.onmicrosoft.com", "onmicrosoft.com",
        "mx.microsoft", "office365.us", "partner.outlook.cn", "microsoft.com",
    ];

    private static readonly string[] _extensions = [".log", ".gz", ".zip", ".csv", ".json", ".xml", ".tsv", ".md", ".html", ".txt"];

    // Folders of Exchange itself tell nobody anything.
    private static readonly HashSet<string> _exchangeFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "TransportRoles", "Logs", "Hub", "FrontEnd", "Edge", "Mailbox", "ProtocolLog", "SmtpSend", "SmtpReceive", "Submission", "Delivery",
        "MessageTracking", "Connectivity", "", ".", "..",
    };

    public string Of(ValueKind kind, string value) => value.Length == 0 ? "" : kind switch
    {
        ValueKind.Host => Host(value),
        ValueKind.Address => Address(value),
        ValueKind.Mailbox => Mailbox(value),
        ValueKind.Connector => Token("connector", value),
        ValueKind.DistinguishedName => DistinguishedName(value),
        ValueKind.Name => NamePart(value),
        ValueKind.Thumbprint => Token("cert", value),
        ValueKind.Serial => Token("serial", value),
        ValueKind.Person => value.Contains('@') ? Mailbox(value) : Token("user", value),
        ValueKind.Path => Segment(value),
        _ => Token("guid", value),
    };

    /// <summary>An incident's id is made from names, so it could be guessed back.</summary>
    public string Incident(string id) => id[..^6] + key.Digest("incident", id)[..6];

    /// <summary>Is the name what the service is known by, or ours to print.</summary>
    public static bool IsPublic(string host) =>
        _serviceSuffixes.Contains(host, StringComparer.OrdinalIgnoreCase) || host.Equals("learn.microsoft.com", StringComparison.OrdinalIgnoreCase);

    /// <summary>Does the last label of a dotted name make it a file, not a host.</summary>
    public static bool IsFileName(string name) => _extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Log names of Exchange: date, hour and number only.</summary>
    public static bool IsLogName(string name) => LogName().IsMatch(name);

    private string Host(string name)
    {
        if (name.StartsWith("*.", StringComparison.Ordinal))
            return "*." + Host(name[2..]);
        string host = name.TrimEnd('.');
        if (IsPublic(host))
            return host.ToLowerInvariant();
        if (_serviceSuffixes.FirstOrDefault(suffix => host.EndsWith("." + suffix, StringComparison.OrdinalIgnoreCase)) is { } service)
            return string.Join('.', host[..^(service.Length + 1)].Split('.').Select(Label)) + "." + service;
        string[] labels = host.Split('.');
        if (labels.Length == 1)
            return Label(host);
        string domain = string.Join('.', labels[^2..]);
        return string.Join('.', [.. labels[..^2].Select(Label), Token("domain", domain), "example"]);
    }

    private string Label(string label) => label.Length == 0 ? "" : Token("host", label);

    private string Mailbox(string address)
    {
        // Message ids are written with their brackets, and without.
        if (address.Length > 2 && address[0] == '<' && address[^1] == '>')
            return $"<{Mailbox(address[1..^1])}>";
        int at = address.LastIndexOf('@');
        string user = Token("user", address);
        return at < 0 ? user : $"{user}@{(at == address.Length - 1 ? "" : MailDomain(address[(at + 1)..]))}";
    }

    private string MailDomain(string domain) =>
        domain.Length > 2 && domain[0] == '[' && domain[^1] == ']' ? $"[{Address(domain[1..^1])}]" : Host(domain);

    // An IPv6 address has many spellings.
    private string Address(string address) =>
        Token("ip", address, IPAddress.TryParse(address, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6 ? parsed.ToString() : address);

    // CN=mail.contoso.com, O="Contoso, Ltd.", C=NL: the keys stay.
    private string DistinguishedName(string name) => string.Join(", ", Parts(name).Select(part =>
    {
        Match attribute = Attribute().Match(part);
        return attribute.Success ? $"{attribute.Groups["key"].Value}={NamePart(attribute.Groups["value"].Value)}" : NamePart(part.Trim());
    }));

    /// <summary>The values of a distinguished name; its keys are left out.</summary>
    public static IEnumerable<string> PartsOf(string name) =>
        Parts(name).Select(part => Attribute().Match(part) is { Success: true } attribute ? attribute.Groups["value"].Value : part.Trim()).Select(Bare);

    private string NamePart(string part)
    {
        string bare = Bare(part);
        if (bare.Length == 0 || IsHostLike().IsMatch(bare))
            return Host(bare);
        ValueKind kind = kindOf(bare, ValueKind.Name);
        return kind is ValueKind.Name or ValueKind.DistinguishedName ? Token("name", bare) : Of(kind, bare);
    }

    private static string Bare(string value) => value.Length > 1 && value[0] == '"' && value[^1] == '"' ? value[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : value;

    private static IEnumerable<string> Parts(string name)
    {
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i < name.Length; i++)
        {
            isQuoted ^= name[i] == '"';
            if (isQuoted || name[i] is not (',' or '+'))
                continue;
            yield return name[start..i];
            start = i + 1;
        }

        yield return name[start..];
    }

    private string Segment(string segment)
    {
        if (_exchangeFolders.Contains(segment) || IsLogName(segment))
            return segment;
        string extension = "";
        string rest = segment.EndsWith('!') ? segment[..^1] : segment;
        string mark = segment[rest.Length..];
        while (_extensions.FirstOrDefault(known => rest.Length > known.Length && rest.EndsWith(known, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            extension = rest[^known.Length..] + extension;
            rest = rest[..^known.Length];
        }

        return Token("path", segment) + extension + mark;
    }

    /// <param name="same">What all spellings of the original have in common; null: themselves, in any case.</param>
    private string Token(string prefix, string original, string? same = null)
    {
        string token = $"{prefix}-{key.Digest(prefix, (same ?? original).ToLowerInvariant())}";
        issued?.Invoke(token, original);
        return token;
    }

    [GeneratedRegex(@"^\s*(?<key>[A-Za-z][A-Za-z0-9.]{0,15}|OID\.[\d.]{1,30})=(?<value>.*?)\s*$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^(\*\.)?[\w-]+(\.[\w-]+)+$", RegexOptions.CultureInvariant)]
    private static partial Regex IsHostLike();

    [GeneratedRegex(@"^(SEND|RECV)(\d{8}|\d{10})-\d{1,6}\.log(\.gz)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LogName();
}
