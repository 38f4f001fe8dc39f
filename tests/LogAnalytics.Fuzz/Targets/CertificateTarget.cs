using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LogAnalytics.SendLogs.Certificates;

namespace LogAnalytics.Fuzz.Targets;

/// <summary>Folded certificates, and the rows of the older dialect: each line is a text, or data and context parted by a tab.</summary>
internal sealed partial class CertificateTarget : IFuzzTarget
{
    private const int ThumbprintLength = 40;
    private const int ShortestSureSerial = 8;

    public string Name => "certificate";

    public void Run(byte[] input)
    {
        CertificateCache cache = new();
        CertificateReader reader = new(cache);
        bool sentLabel = false;
        bool anyLabel = false;
        foreach (string line in Encoding.UTF8.GetString(input).Split('\n'))
        {
            string[] parts = line.Split('\t', 2);
            CheckFolded(parts[0], cache);
            CheckNames(parts[0]);
            string context = parts.Length > 1 ? parts[1] : "";
            sentLabel |= context.StartsWith("Sending certificate", StringComparison.OrdinalIgnoreCase);
            anyLabel |= context.Contains(" certificate", StringComparison.OrdinalIgnoreCase);
            bool isCertificate = reader.TryRead(parts[0], CertificateLabel.Of(context));
            Check.That(!isCertificate || context.Contains("certificate", StringComparison.OrdinalIgnoreCase), "a certificate row without the word");
            Check.That(sentLabel || reader.Sent is null, "sent certificate without its label");
            Check.That(anyLabel || reader.Remote is null, "remote certificate without its label");
            CheckForms(reader.Sent);
            CheckForms(reader.Remote);
        }
    }

    // In either dialect; what a row shows instead, a mask or the half of it, is no value.
    private static void CheckForms(LoggedCertificate? certificate)
    {
        if (certificate is null)
            return;
        Check.That(
            certificate.Thumbprint is not { } thumbprint
                || (thumbprint.Length == ThumbprintLength && thumbprint.All(c => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F')),
            "form of the thumbprint");
        Check.That(certificate.Serial is not { } serial || (serial.Length is >= 2 and <= 64 && serial.All(char.IsAsciiHexDigit)), "form of the serial");
        Check.That(certificate.Subject?.Length != 0 && certificate.Issuer?.Length != 0 && certificate.AlternateNames?.Count != 0, "unknown is null");
    }

    private static void CheckFolded(string text, CertificateCache cache)
    {
        LoggedCertificate certificate = FoldedCertificate.Parse(text);
        CheckForms(certificate);
        CheckIdentity(text, certificate);
        Check.That(NamesStandIn(text, certificate.Subject ?? "", certificate.Issuer), "subject and issuer stand in the text");
        foreach (string name in certificate.AlternateNames ?? [])
            Check.That(name.Length > 0 && !name.Contains(';', StringComparison.Ordinal) && text.Contains(name, StringComparison.Ordinal), "alternate name");
        LoggedCertificate cached = cache.Parse(text);
        Check.That(ReferenceEquals(cached, cache.Parse(text)) && cached.ToString() == certificate.ToString(), "cache");
    }

    private static void CheckIdentity(string text, LoggedCertificate certificate)
    {
        Match end = SerialAndThumbprintAtEnd().Match(text);
        Check.That(!end.Success || end.Groups["thumbprint"].Value.ToUpperInvariant() == certificate.Thumbprint, "a row that ends at its thumbprint");
        if (certificate.Thumbprint is { } thumbprint)
        {
            Check.That(certificate.Serial is not null && StandsIn(text, $"(^| ){certificate.Serial} +(?i){thumbprint}( |\\z)"), "a thumbprint follows its serial");
            Check.That(StandsIn(text, certificate.NotBefore) && StandsIn(text, certificate.NotAfter), "a date stands in the text");
            Check.That(certificate.NotAfter is null || certificate.NotBefore is not null, "not after follows not before");
            return;
        }

        Check.That(certificate is { NotBefore: null, NotAfter: null, AlternateNames: null }, "a row without a thumbprint has nothing that follows it");
        // Cut in the thumbprint: only a serial too long to be the end of a name tells where the issuer ends.
        Check.Equal(certificate.Serial is null, certificate.Issuer is null, "serial and issuer of a cut row come together");
        Check.That(
            certificate.Serial is not { } serial || (serial.Length >= ShortestSureSerial && StandsIn(text, $" {serial} +[0-9A-Fa-f]{{1,{ThumbprintLength - 1}}} *\\z")),
            "a cut row ends in the thumbprint");
    }

    private static bool StandsIn(string text, string pattern) => Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant);

    private static bool StandsIn(string text, DateTime? date) =>
        date is not { } time || (time.Kind == DateTimeKind.Utc && text.Contains(time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), StringComparison.Ordinal));

    // Nothing but blanks between them, nothing lost.
    private static void CheckNames(string text)
    {
        (string subject, string? issuer) = DistinguishedNames.Split(text);
        if (issuer is null)
        {
            Check.Equal(text, subject, "names without a border");
            return;
        }

        Check.That(text.StartsWith(subject, StringComparison.Ordinal) && text.EndsWith(issuer, StringComparison.Ordinal), "names put together");
        string between = text[subject.Length..^issuer.Length];
        Check.That(between.Length > 0 && between.All(c => c == ' '), "blanks between the names");
        Check.That(subject.Length > 0 && subject[^1] is not (' ' or ',' or '+') && StandsIn(issuer, "^[A-Za-z0-9][A-Za-z0-9.-]*="), "border of the names");
    }

    // Nothing but blanks between them.
    private static bool NamesStandIn(string text, string subject, string? issuer) =>
        issuer is null
            ? text.Contains(subject, StringComparison.Ordinal)
            : StandsIn(text, Regex.Escape(subject) + " +" + Regex.Escape(issuer));

    [GeneratedRegex("(^| )[0-9A-Fa-f]{2,64} +(?<thumbprint>[0-9A-Fa-f]{40}) *\\z", RegexOptions.CultureInvariant)]
    private static partial Regex SerialAndThumbprintAtEnd();
}
