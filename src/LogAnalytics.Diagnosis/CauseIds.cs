namespace LogAnalytics.Diagnosis;

/// <summary>The cause names of the findings contract.</summary>
public static class CauseIds
{
    public const string SmtpInspection = "smtp_inspection";
    public const string TlsFailureFallback = "tls_failure_fallback";
    public const string StartTlsNotUsed = "starttls_not_used";
    public const string NoCertificateSent = "no_certificate_sent";
    public const string ServerCertificateDiffers = "server_certificate_differs";
    public const string ConnectorChanged = "connector_changed";
    public const string CertificateNameChanged = "certificate_name_changed";
    public const string CertificateChain = "certificate_chain";
    public const string CertificateExpired = "certificate_expired";
    public const string EgressIpChanged = "egress_ip_changed";
    public const string SenderDomainNotAccepted = "sender_domain_not_accepted";
    public const string SmartHostChanged = "smart_host_changed";
    public const string CloudSideChange = "cloud_side_change";
    public const string Undetermined = "undetermined";
}
