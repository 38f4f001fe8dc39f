using System.Text;
using LogAnalytics.SendLogs.Certificates;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Fuzz.Sessions;

/// <summary>Whose certificate a session shows: never the remote's as ours, nor ours as the remote's.</summary>
internal static class CertificateRules
{
    private const string SentLabel = "Sending certificate";

    private static readonly string[] _remoteLabels =
        ["Received certificate", "Remote certificate", "DirectTrust certificate", "SmartHost certificate", "Secure domain certificate"];

    public static void Hold(SmtpSession session, IReadOnlyList<StoredRow> rows)
    {
        List<string> sent = [];
        List<string> remote = [];
        List<string>? current = null;
        foreach (StoredRow row in rows)
        {
            // Copies pad fields with blanks.
            string context = Encoding.UTF8.GetString(row.Context.Span).Trim(' ');
            if (context.StartsWith(SentLabel, StringComparison.OrdinalIgnoreCase))
                current = sent;
            else if (_remoteLabels.Any(label => context.StartsWith(label, StringComparison.OrdinalIgnoreCase)))
                current = remote;
            current?.Add(Encoding.UTF8.GetString(row.Data.Span));
        }

        CheckOrigin(session.SentCertificate, sent, "sent certificate");
        CheckOrigin(session.RemoteCertificate, remote, "remote certificate");
    }

    // Everything that is said of the certificate stands in a row that its label owns.
    private static void CheckOrigin(LoggedCertificate? certificate, List<string> texts, string what)
    {
        if (certificate is null)
            return;
        Check.That(texts.Count > 0, what + " without its label");
        foreach (string? value in new[] { certificate.Subject, certificate.Issuer, certificate.Serial })
            Check.That(value is null || texts.Exists(text => text.Contains(value, StringComparison.Ordinal)), what + " with a text of another row");
        Check.That(
            certificate.Thumbprint is not { } thumbprint || texts.Exists(text => text.ToUpperInvariant().Contains(thumbprint, StringComparison.Ordinal)),
            what + " with the thumbprint of another row");
        Check.That(
            certificate.AlternateNames is not { } names || names.All(name => texts.Exists(text => text.Contains(name, StringComparison.Ordinal))),
            what + " with the names of another row");
    }
}
