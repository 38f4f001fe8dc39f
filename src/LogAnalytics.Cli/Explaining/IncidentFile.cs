using System.Text.Json;
using LogAnalytics.Inputs;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Explaining;

/// <summary>Finds one incident in the findings.json of an earlier analysis, and what that analysis was told beside the logs.</summary>
public static class IncidentFile
{
    /// <param name="id">An id, its beginning, or the beginning of its last part.</param>
    /// <exception cref="InputException">There are no findings there, or no such incident, or several.</exception>
    public static (Incident Incident, IReadOnlyList<Override> Overrides) Read(string folder, string id)
    {
        string path = Path.Combine(folder, "findings.json");
        if (!File.Exists(path))
            throw new InputException($"'{path}' does not exist. Make it first: loganalytics analyze --lake DIR --out {folder}");
        FindingsDocument findings;
        try
        {
            findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(path));
        }
        catch (JsonException e)
        {
            throw new InputException($"'{path}' is damaged: {e.Message} Run analyze again.");
        }

        Incident[] found = [.. findings.Incidents.Where(incident => incident.Id == id)];
        if (found.Length == 0)
            found = [.. findings.Incidents.Where(incident => IsMeant(incident.Id, id))];
        return found.Length == 1
            ? (found[0], findings.Overrides)
            : throw new InputException(found.Length == 0
                ? $"'{id}' is no incident of these findings. {Known(findings.Incidents)}"
                : $"'{id}' may be several incidents. {Known(found)}");
    }

    private static bool IsMeant(string full, string typed) => typed.Length > 0
        && (full.StartsWith(typed, StringComparison.OrdinalIgnoreCase) || full[(full.LastIndexOf('-') + 1)..].StartsWith(typed, StringComparison.OrdinalIgnoreCase));

    private static string Known(IReadOnlyCollection<Incident> incidents) => incidents.Count == 0
        ? "They hold none."
        : $"Known: {string.Join(", ", incidents.Take(20).Select(incident => incident.Id))}{(incidents.Count > 20 ? $" and {incidents.Count - 20} more" : "")}.";
}
