namespace LogAnalytics.Samples.Exports;

/// <summary>What one cmdlet returned.</summary>
/// <param name="IsTenant">Run in the tenant, not on premises.</param>
/// <param name="TypeName">As PowerShell names it.</param>
internal sealed record ExportTable(string Cmdlet, bool IsTenant, string TypeName, IReadOnlyList<ExportRow> Rows);
