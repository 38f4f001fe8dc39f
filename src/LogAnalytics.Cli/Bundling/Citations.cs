using System.Text.Json;
using System.Text.RegularExpressions;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Bundling;

/// <summary>The rows that a findings document points at.</summary>
public static partial class Citations
{
    /// <summary>Rows that have a place in a file; in the order of the document.</summary>
    public static IReadOnlyList<Citation> Of(FindingsDocument findings) =>
        [.. findings.Incidents.SelectMany(Of).Concat(findings.Observations.SelectMany((observation, i) => Of(observation, i + 1))).Where(citation => citation.Point.File is not null)];

    private static IEnumerable<Citation> Of(Incident incident)
    {
        (string Role, TrialPoint? Point, bool IsWhole)[] bounds =
        [
            ("last_good", incident.Onset.LastGood, true),
            ("last_informative_good", incident.Onset.LastInformativeGood, false),
            ("first_bad", incident.Onset.FirstBad, true),
            ("last_bad", incident.Recovery.LastBad, false),
            ("first_good", incident.Recovery.FirstGood, true),
        ];
        return bounds.Where(bound => bound.Point is not null).Select(bound => new Citation(FileName(incident.Id), bound.Role, bound.Point!, bound.IsWhole));
    }

    // Read from a file, their evidence is JSON.
    private static IEnumerable<Citation> Of(Observation observation, int number) => observation.Evidence
        .Select(entry => (entry.Key, Json: entry.Value as JsonElement?))
        .Where(entry => entry.Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("session_id", out _) && json.TryGetProperty("line", out _))
        .Select(entry => new Citation($"observation-{number}", FileName(entry.Key), FindingsJson.Read<TrialPoint>(entry.Json!.Value.GetRawText()), IsWhole: false));

    // They become names of files in the archive, whoever wrote the document.
    private static string FileName(string text) => NoName().Replace(text, "_");

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NoName();
}
