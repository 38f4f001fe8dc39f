namespace LogAnalytics.Diagnosis;

/// <summary>Remedies on the certificate of our servers.</summary>
internal static class CertificateRemedies
{
    public static Remedy SetTlsCertificateName(IncidentReading reading)
    {
        string? thumbprint = GoodCertificate.Single(reading);
        string? connector = Checks.SingleConnector(reading);
        return new Remedy(
            CauseIds.NoCertificateSent,
            "Name the certificate on the send connector again",
            Shells.Management,
            Checks.SendConnectors(reading) + "; " + Checks.Certificates(reading),
            "TlsCertificateName is empty or names another certificate, and the certificate that passed before is on every source server, valid, enabled for SMTP.",
            // Built from the certificate itself, never from logged text; the line stops if it is not there.
            thumbprint is null || connector is null
                ? null
                : $"$c=Get-ExchangeCertificate {thumbprint} -ErrorAction Stop; Set-SendConnector {connector} -TlsCertificateName \"<I>$($c.Issuer)<S>$($c.Subject)\"",
            "All source servers of the connector: each needs a certificate with this issuer and subject, else mail queues with 454 4.7.5.",
            connector is null ? "Set-SendConnector -TlsCertificateName $null on the same connector." : $"Set-SendConnector {connector} -TlsCertificateName $null",
            "'Sending certificate' rows are back in the sessions, and the recipients are accepted.",
            References.Exchange("set-sendconnector"));
    }

    public static Remedy EnableOnServer(IncidentReading reading)
    {
        string? server = reading.Evidence.Servers.Distinct().Count() == 1 ? PowerShellText.TryQuote(reading.Evidence.Servers[0]) : null;
        // Only where the log shows that this server once held the certificate that passes elsewhere.
        string? thumbprint = reading.Contrast?.Passing
            .Where(p => reading.FactsOf(p.Value) is { } facts && facts.Servers.Contains(reading.Evidence.Servers.FirstOrDefault() ?? "")
                && GoodCertificate.IsStillValid(reading, p.Value))
            .Select(p => PowerShellText.TryThumbprint(p.Value))
            .FirstOrDefault();
        return new Remedy(
            CauseIds.ServerCertificateDiffers,
            "Import the neighbours' certificate on the failing server, and enable it for SMTP",
            Shells.Management,
            Checks.Certificates(reading) + "; " + Checks.SendConnectors(reading),
            "The certificate that passes elsewhere is on this server, with private key. Asked whether to replace the default SMTP certificate, answer No; never use -Force. On an Edge server: values over 256 characters do not replicate; run Start-EdgeSynchronization.",
            server is null || thumbprint is null ? null : $"Enable-ExchangeCertificate -Server {server} -Thumbprint {thumbprint} -Services SMTP",
            "SMTP on this one server. Until then its healthy neighbours can carry the mail.",
            "Enable the earlier certificate for SMTP again.",
            "The server's sessions send the same thumbprint as its neighbours, and the recipients are accepted.",
            References.Exchange("enable-exchangecertificate"));
    }

    public static Remedy ImportIntermediate(IncidentReading reading)
    {
        string? thumbprint = PowerShellText.TryThumbprint(reading.NewCertificates.New.FirstOrDefault()?.Value);
        string test = thumbprint is null ? "" : $@"Test-Certificate -Policy SSL -Cert Cert:\LocalMachine\My\{thumbprint}; ";
        return new Remedy(
            CauseIds.CertificateChain,
            "Import the intermediate certificates of the new certificate",
            Shells.Local,
            test + Checks.ChainEvents,
            "The issuer's intermediate certificate is missing. Fetch it from the issuer, then Import-Certificate into Cert:\\LocalMachine\\CA on each failing server. Test-Certificate passing locally does not prove that the chain was sent.",
            null,
            "Certificate chains of every service on the server.",
            "Remove the imported intermediate from Cert:\\LocalMachine\\CA.",
            "Recipients are accepted in sessions that send the same thumbprint.",
            References.Pki("import-certificate"));
    }

    public static Remedy Renew(IncidentReading reading) => new(
        CauseIds.CertificateExpired,
        "Renew the certificate, enable it for SMTP, then check that its names are the old ones",
        Shells.Management,
        Checks.Certificates(reading),
        "A renewed certificate with the same names is on every source server. Enable-ExchangeCertificate asks whether to replace the default SMTP certificate: answer No, never use -Force. With another issuer, TlsCertificateName on the send connector must be set again.",
        null,
        "SMTP on every source server.",
        "None for the expired certificate; remove the new one.",
        "Sessions send the new thumbprint with a later end of validity, and the recipients are accepted.",
        References.Exchange("new-exchangecertificate"));
}
