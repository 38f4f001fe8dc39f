namespace LogAnalytics.Reports.Details;

/// <summary>Refusals that are not about attribution.</summary>
/// <param name="Family">Null: no row of the table of families fits.</param>
/// <param name="Class"><c>B</c> or <c>C</c>; null without a family.</param>
/// <param name="Unit">What was counted: recipients or sessions.</param>
public sealed record OtherRefusal(
    string? Family, string? Class, int? ReplyCode, string? EnhancedCode, string? Meaning, string Unit, long Count, IReadOnlyList<string> Servers,
    DateTime? First, DateTime? Last);
