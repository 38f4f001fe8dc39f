namespace LogAnalytics.Reports.Findings;

/// <summary>An export that was given beside the logs.</summary>
/// <param name="Sha256">Of its content; null where it could not be read.</param>
/// <param name="Format"><c>csv</c>, <c>json</c>, <c>clixml</c>, <c>xhcw</c>, <c>hcw_log</c> or <c>unknown</c>.</param>
/// <param name="Objects">How many of each kind it holds.</param>
/// <param name="Lost">What the export lost, one sentence each, with what to do.</param>
/// <param name="Problem">Why nothing of it was used; null where it was.</param>
public sealed record SideInput(string Path, string? Sha256, string Format, IReadOnlyDictionary<string, int> Objects, IReadOnlyList<string> Lost, string? Problem);
