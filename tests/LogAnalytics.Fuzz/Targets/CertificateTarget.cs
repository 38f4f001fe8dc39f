using System.Text;
using LogAnalytics.SendLogs.Certificates;

namespace LogAnalytics.Fuzz.Targets;

/// <summary>Folded certificates, and the rows of the older dialect: each line is a text, or data and context parted by a tab.</summary>
internal sealed class CertificateTarget : IFuzzTarget
{
    private const int ThumbprintLength = 40;

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
            bool isCertificate = reader.TryRead(parts[0], context);
            Check.That(!isCertificate || context.Contains("certificate", StringComparison.OrdinalIgnoreCase), "a certificate row without the word");
            Check.That(sentLabel || reader.Sent is null, "sent certificate without its label");
            Check.That(anyLabel || reader.Remote is null, "remote certificate without its label");
        }
    }

    private static void CheckFolded(string text, CertificateCache cache)
    {
        LoggedCertificate certificate = FoldedCertificate.Parse(text);
        Check.Equal(certificate.Thumbprint is null, certificate.Serial is null, "thumbprint and serial come together");
        Check.That(
            certificate.Thumbprint is not { } thumbprint
                || (thumbprint.Length == ThumbprintLength && thumbprint.All(c => char.IsAsciiDigit(c) || c is >= 'A' and <= 'F')),
            "form of the thumbprint");
        Check.That(certificate.Serial is not { } serial || (serial.Length is >= 2 and <= 64 && serial.All(char.IsAsciiHexDigit)), "form of the serial");
        Check.That(certificate.Thumbprint is null || text.Contains($"{certificate.Serial} ", StringComparison.Ordinal), "serial in the text");
        Check.That(certificate.NotBefore is null or { Kind: DateTimeKind.Utc }, "time zone of not before");
        Check.That(NamesStandIn(text, certificate.Subject ?? "", certificate.Issuer), "subject and issuer stand in the text");
        Check.That(certificate.Subject?.Length != 0 && certificate.Issuer?.Length != 0, "unknown is null");
        foreach (string name in certificate.AlternateNames ?? [])
            Check.That(name.Length > 0 && !name.Contains(';', StringComparison.Ordinal) && text.Contains(name, StringComparison.Ordinal), "alternate name");
        LoggedCertificate cached = cache.Parse(text);
        Check.That(ReferenceEquals(cached, cache.Parse(text)) && cached.ToString() == certificate.ToString(), "cache");
    }

    private static void CheckNames(string text)
    {
        (string subject, string? issuer) = DistinguishedNames.Split(text);
        Check.That(text.StartsWith(subject, StringComparison.Ordinal) && text.EndsWith(issuer ?? subject, StringComparison.Ordinal) && NamesStandIn(text, subject, issuer), "names put together");
    }

    // Nothing but blanks between them.
    private static bool NamesStandIn(string text, string subject, string? issuer)
    {
        if (issuer is null)
            return text.Contains(subject, StringComparison.Ordinal);
        for (int at = text.IndexOf(subject, StringComparison.Ordinal); at >= 0; at = text.IndexOf(subject, at + 1, StringComparison.Ordinal))
        {
            string rest = text[(at + subject.Length)..];
            if (rest.StartsWith(' ') && rest.TrimStart(' ').StartsWith(issuer.TrimStart(' '), StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
