using System.Text.Json;
using LogAnalytics.Inputs;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Explaining;

/// <summary>The findings.json of an earlier analysis, and one incident of it.</summary>
public static class IncidentFile
{
    /// <exception cref="InputException">There are no findings there that can be read.</exception>
    public static FindingsDocument Read(string folder)
    {
        string path = Path.Combine(folder, "findings.json");
        if (!File.Exists(path))
            throw new InputException($"'{path}' does not exist. Make it first: loganalytics analyze --lake DIR --out {folder}");
        try
        {
            return FindingsJson.Read<FindingsDocument>(File.ReadAllText(path));
        }
        catch (JsonException e)
        {
            throw new InputException($"'{path}' is damaged: {e.Message} Run analyze again.");
        }
    }

    /// <param name="id">An id, its beginning, or the beginning of its last part.</param>
    /// <exception cref="InputException">There is no such incident, or there are several.</exception>
    public static Incident Find(FindingsDocument findings, string id)
    {
        Incident[] found = [.. findings.Incidents.Where(incident => incident.Id == id)];
        if (found.Length == 0)
            found = [.. findings.Incidents.Where(incident => IsMeant(incident.Id, id))];
        return found.Length == 1
            ? found[0]
            : throw new InputException(found.Length == 0
                ? $"'{id}' is no incident of these findings. {Known(findings)}"
                : $"'{id}' may be several incidents. {Known(findings with { Incidents = found })}");
    }

    private static bool IsMeant(string full, string typed) => typed.Length > 0
        && (full.StartsWith(typed, StringComparison.OrdinalIgnoreCase) || full[(full.LastIndexOf('-') + 1)..].StartsWith(typed, StringComparison.OrdinalIgnoreCase));

    /// <summary>The ids that there are, for a message.</summary>
    public static string Known(FindingsDocument findings) => findings.Incidents.Count == 0
        ? "They hold none."
        : $"Known: {string.Join(", ", findings.Incidents.Take(20).Select(incident => incident.Id))}{(findings.Incidents.Count > 20 ? $" and {findings.Incidents.Count - 20} more" : "")}.";
}
