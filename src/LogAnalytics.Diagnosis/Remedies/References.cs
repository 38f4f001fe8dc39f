namespace LogAnalytics.Diagnosis;

/// <summary>Public documents.</summary>
internal static class References
{
    public const string HybridWizard = "https://learn.microsoft.com/exchange/hybrid-configuration-wizard";
    public const string MailFlowConnectors = "https://learn.microsoft.com/exchange/mail-flow-best-practices/use-connectors-to-configure-mail-flow/use-connectors-to-configure-mail-flow";
    public const string TlsConfiguration = "https://learn.microsoft.com/exchange/plan-and-deploy/post-installation-tasks/security-best-practices/exchange-tls-configuration";

    public static string Exchange(string cmdlet) => "https://learn.microsoft.com/powershell/module/exchange/" + cmdlet;

    public static string Pki(string cmdlet) => "https://learn.microsoft.com/powershell/module/pki/" + cmdlet;
}
