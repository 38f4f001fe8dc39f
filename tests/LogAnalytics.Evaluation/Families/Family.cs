using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Families;

/// <summary>A kind of series: drawn anew for every seed.</summary>
/// <param name="HasIncident">False: whatever is found is false.</param>
internal sealed record Family(string Name, bool HasIncident, Func<Draw, Scenario> Compose)
{
    public static IReadOnlyList<Family> All { get; } = [.. IncidentFamilies.All, .. SlicedFamilies.All, .. CleanFamilies.All];
}
