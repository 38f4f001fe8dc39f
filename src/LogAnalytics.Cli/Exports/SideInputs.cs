using LogAnalytics.Exports;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Exports;

/// <summary>Wording of what became of an export.</summary>
internal static class SideInputs
{
    public static SideInput Of(ExportFile file, string? sha256) => new(
        file.Path, sha256, Name(file.Format), new SortedDictionary<string, int>(file.Counts.ToDictionary(count => Name(count.Key), count => count.Value), StringComparer.Ordinal),
        [.. file.Losses.Select(Say)], file.Problem?.Text);

    public static SideInput WithDoubt(SideInput input, ExportSet set) => !set.DoubtfulDomainLists.Contains(input.Path) ? input : input with
    {
        Lost =
        [
            .. input.Lost,
            "these accepted domains hold no <tenant>.onmicrosoft.com, so they may be those of the organisation on premises, and were not used. Export Get-AcceptedDomain from Exchange Online PowerShell.",
        ],
    };

    public static string Summary(SideInput file) =>
        file.Objects.Count == 0 ? file.Format : $"{file.Format}, " + string.Join(", ", file.Objects.Select(count => $"{count.Value} {count.Key.Replace('_', ' ')}"));

    private static string Say(ExportLoss loss) => $"{loss.Property} of {loss.Count} {Name(loss.Kind).Replace('_', ' ')} was lost in the export: {Why(loss.Reason)}";

    private static string Why(LossReason reason) => reason switch
    {
        LossReason.TypeName => "a type name stands in place of the values. Use Export-Clixml, or join the values in Select-Object.",
        LossReason.Depth => "it was cut by -Depth. Use ConvertTo-Json -Depth 5, or Export-Clixml.",
        LossReason.Shortened => "it was shortened for the screen. Use Export-Clixml.",
        LossReason.DateOrder => "the order of day and month is not told. Use Export-Clixml or ConvertTo-Json.",
        _ => "it cannot be read. Use Export-Clixml.",
    };

    private static string Name(ExportFormat format) => format switch
    {
        ExportFormat.WizardXml => "xhcw",
        ExportFormat.WizardLog => "hcw_log",
        _ => format.ToString().ToLowerInvariant(),
    };

    private static string Name(ObjectKind kind) => kind switch
    {
        ObjectKind.InboundConnector => "inbound_connector",
        ObjectKind.SendConnector => "send_connector",
        ObjectKind.AcceptedDomain => "accepted_domain",
        ObjectKind.AdminAudit => "admin_audit_record",
        ObjectKind.UnifiedAudit => "unified_audit_record",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
