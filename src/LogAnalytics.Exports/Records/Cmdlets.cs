namespace LogAnalytics.Exports;

/// <summary>What a cmdlet changes.</summary>
internal static class Cmdlets
{
    private static readonly string[] _reading = ["Get-", "Test-", "Search-", "Export-", "Write-"];

    /// <summary>Null for cmdlets that read, or that do not touch attribution.</summary>
    public static ChangeKind? ChangeOf(string cmdlet)
    {
        if (_reading.Any(verb => cmdlet.StartsWith(verb, StringComparison.OrdinalIgnoreCase)))
            return null;
        int dash = cmdlet.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? null : cmdlet[(dash + 1)..].ToUpperInvariant() switch
        {
            "INBOUNDCONNECTOR" => ChangeKind.InboundConnector,
            "SENDCONNECTOR" => ChangeKind.SendConnector,
            "ACCEPTEDDOMAIN" => ChangeKind.AcceptedDomain,
            "EXCHANGECERTIFICATE" => ChangeKind.Certificate,
            "HYBRIDCONFIGURATION" => ChangeKind.HybridWizardRun,
            _ => null,
        };
    }
}
