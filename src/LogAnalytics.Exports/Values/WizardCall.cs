namespace LogAnalytics.Exports;

/// <summary>One cmdlet that the Hybrid Configuration Wizard ran.</summary>
/// <param name="IsTenant">Run in the tenant, not on premises.</param>
/// <param name="CommandLine">As the file has it; null where it has none.</param>
internal sealed record WizardCall(string Cmdlet, bool IsTenant, DateTime? Start, string? CommandLine);
