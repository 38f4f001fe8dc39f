namespace LogAnalytics.Diagnosis;

/// <summary>One remedy for each TLS error that rose.</summary>
internal static class TlsFailureRemedies
{
    public static IEnumerable<Remedy> All(IncidentReading reading)
        => TlsFailureFallbackRule.Risen(reading.Evidence).Select(f => f.Error switch
        {
            "NoCredentials" => PrivateKey(reading),
            "UnknownCredentials" => Enable(reading),
            "SocketError" => Protocol(reading),
            _ => Other(reading),
        }).DistinctBy(r => r.Title);

    private static Remedy PrivateKey(IncidentReading reading) => new(
        CauseIds.TlsFailureFallback,
        "NoCredentials: import the certificate again, with its private key",
        Shells.Management,
        Checks.Certificates(reading),
        "HasPrivateKey is False, or NETWORK SERVICE cannot read the key. Check both before the import (Import-ExchangeCertificate with the PFX file).",
        null,
        "Every connector of the server that uses this certificate.",
        "Remove the imported certificate; the earlier one is used again.",
        "No more 'TLS negotiation failed with error NoCredentials'; sessions are encrypted and accepted.",
        References.Exchange("import-exchangecertificate"));

    private static Remedy Enable(IncidentReading reading)
    {
        string? thumbprint = GoodCertificate.Single(reading);
        return new Remedy(
            CauseIds.TlsFailureFallback,
            "UnknownCredentials: enable the certificate for SMTP again",
            Shells.Management,
            Checks.Certificates(reading),
            "The certificate is on the server, with private key, and SMTP is missing among its services. Asked whether to replace the default SMTP certificate, answer No; never use -Force.",
            thumbprint is null ? null : $"Enable-ExchangeCertificate -Thumbprint {thumbprint} -Services SMTP",
            "SMTP on the server where it is run.",
            "Enable the certificate that served SMTP before.",
            "No more 'TLS negotiation failed with error UnknownCredentials'; sessions are encrypted and accepted.",
            References.Exchange("enable-exchangecertificate"));
    }

    private static Remedy Protocol(IncidentReading reading)
    {
        // TLS 1.2 is the advice only where the server was seen with less.
        bool wasOld = reading.InScope(EvidenceAttributes.TlsProtocol).Rows
            .Any(v => v.PassedBefore > 0 && v.Value is { } p && (p.Contains("1_0", StringComparison.Ordinal) || p.Contains("1_1", StringComparison.Ordinal)
                || p.EndsWith("TLS1", StringComparison.OrdinalIgnoreCase) || p.Contains("1.0", StringComparison.Ordinal) || p.Contains("1.1", StringComparison.Ordinal)));
        return new Remedy(
            CauseIds.TlsFailureFallback,
            wasOld ? "SocketError: enable TLS 1.2, which the service requires" : "SocketError: find out who closes the connection",
            Shells.Local,
            @"Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\SecurityProviders\SCHANNEL\Protocols\TLS 1.2\Client' -ErrorAction SilentlyContinue",
            wasOld
                ? "Earlier sessions used TLS 1.0 or 1.1. Set TLS 1.2 for Schannel and .NET on all servers, then restart."
                : "Earlier sessions did not use TLS 1.0 or 1.1, so the protocol version is not the likely reason; look at firewalls and ciphers.",
            null,
            "Every TLS connection of the server.",
            "Restore the exported registry keys.",
            "No more 'TLS negotiation failed with error SocketError'; sessions show TLS 1.2.",
            References.TlsConfiguration);
    }

    private static Remedy Other(IncidentReading reading) => new(
        CauseIds.TlsFailureFallback,
        "Find out why TLS negotiation fails",
        Shells.Management,
        Checks.Certificates(reading),
        "The System log of the server holds the Schannel events of the same minutes.",
        null,
        "None: reading only.",
        "Nothing to undo.",
        "No more 'TLS negotiation failed' rows; sessions are encrypted and accepted.",
        References.TlsConfiguration);
}
