using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Html;

/// <summary>Names of places in the page. Incident ids are ours: letters, digits and hyphens.</summary>
internal static class Anchors
{
    public const string AllIncidents = "incidents";

    public static string Incident(Incident incident) => incident.Id;

    public static string Row(Incident incident, string bound) => $"{incident.Id}-{bound}";
}
