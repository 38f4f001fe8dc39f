namespace LogAnalytics.Exports;

/// <summary>What the content of a side input is written in.</summary>
public enum ExportFormat
{
    Unknown,

    /// <summary>Export-Csv.</summary>
    Csv,

    /// <summary>ConvertTo-Json.</summary>
    Json,

    /// <summary>Export-Clixml.</summary>
    Clixml,

    /// <summary>Hybrid Configuration Wizard, <c>.xhcw</c>.</summary>
    WizardXml,

    /// <summary>Hybrid Configuration Wizard, <c>.log</c>.</summary>
    WizardLog,
}
