using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Reports.Formats;

/// <summary>findings.sarif, SARIF 2.1.0: a rule for each cause and check, a result for each incident and observation, with the lines.</summary>
public static class SarifLog
{
    private const string LogRoot = "LOGS";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <param name="version">Of the tool.</param>
    public static string Write(FindingsDocument findings, string version)
    {
        string[] rules = [.. findings.Incidents.Select(RuleOf).Concat(findings.Checks.Select(check => check.Id)).Concat(findings.Observations.Select(observation => observation.Kind))
            .Distinct().Order(StringComparer.Ordinal)];
        JsonObject run = new()
        {
            ["tool"] = new JsonObject
            {
                ["driver"] = new JsonObject { ["name"] = "loganalytics", ["version"] = version, ["rules"] = Array(rules.Select(rule => Rule(rule, findings))) },
            },
            ["originalUriBaseIds"] = new JsonObject { [LogRoot] = new JsonObject { ["description"] = Message("The folder that the logs were read from.") } },
            ["invocations"] = Array([new JsonObject { ["executionSuccessful"] = true, ["endTimeUtc"] = Say.Iso(findings.GeneratedAt) }]),
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = Array(findings.Incidents.Select(incident => Result(incident, rules)).Concat(findings.Observations.Select(observation => Result(observation, rules)))),
        };
        JsonObject log = new() { ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json", ["version"] = "2.1.0", ["runs"] = Array([run]) };
        return log.ToJsonString(_indented).ReplaceLineEndings("\n") + "\n";
    }

    private static string RuleOf(Incident incident) => incident.Causes.Count > 0 ? incident.Causes[0].Id : CauseIds.Undetermined;

    private static JsonObject Rule(string id, FindingsDocument findings)
    {
        CheckResult? check = findings.Checks.FirstOrDefault(check => check.Id == id);
        JsonObject rule = new()
        {
            ["id"] = id,
            ["shortDescription"] = Message(Say.Words(id)),
            ["fullDescription"] = Message(check is null ? $"Cause of lost attribution: {Say.Words(id)}." : Say.Safe(check.Text)),
        };
        if (check is not null)
            rule["properties"] = new JsonObject { ["sessions"] = check.Sessions, ["hits"] = check.Hits };
        return rule;
    }

    private static JsonObject Result(Incident incident, string[] rules)
    {
        Cause? cause = incident.Causes.Count > 0 ? incident.Causes[0] : null;
        return new JsonObject
        {
            ["ruleId"] = RuleOf(incident),
            ["ruleIndex"] = System.Array.IndexOf(rules, RuleOf(incident)),
            ["level"] = incident.Severity == "major" ? "error" : "warning",
            ["baselineState"] = BaselineState(incident.Novelty),
            ["message"] = Message(Say.Safe($"{Say.Headline(incident)}; {Say.Status(incident)}. {Say.Count(incident.Counts.FailedDuring)} of {Say.Count(incident.Counts.SessionsDuring)} messages failed. "
                + (cause is null ? "" : $"{Say.Words(cause.Id)} ({Say.Words(cause.Confidence)}){(cause.For.Count > 0 ? ": " + cause.For[0] : ".")}"))),
            ["locations"] = Array([Location(incident.Onset.FirstBad, null)]),
            ["relatedLocations"] = Array(Related(incident).Select(related => Location(related.Point, related.Label))),
            ["partialFingerprints"] = new JsonObject { ["incidentId/v1"] = incident.Id },
            ["properties"] = new JsonObject
            {
                ["incident"] = incident.Id,
                ["state"] = incident.State,
                ["status"] = incident.Status,
                ["severity"] = incident.Severity,
                ["novelty"] = incident.Novelty,
                ["family"] = incident.Family,
                ["first_bad"] = Say.Iso(incident.Onset.FirstBad.Time),
                ["last_good"] = incident.Onset.LastGood is { } good ? Say.Iso(good.Time) : null,
                ["last_bad"] = incident.Recovery.LastBad is { } bad ? Say.Iso(bad.Time) : null,
                ["first_good"] = incident.Recovery.FirstGood is { } recovered ? Say.Iso(recovered.Time) : null,
                ["servers"] = Array(incident.Scope.Servers.Select(server => (JsonNode)JsonValue.Create(server)!)),
                ["sessions_during"] = incident.Counts.SessionsDuring,
                ["failed_during"] = incident.Counts.FailedDuring,
                ["recipients_refused"] = incident.Counts.RecipientsRefused,
            },
        };
    }

    // Beside the analysis before. What is over is absent to viewers of SARIF, which then stop to warn of it; its own word stands in the properties.
    private static string BaselineState(string novelty) => novelty switch { "new" => "new", "resolved" => "absent", _ => "unchanged" };

    private static JsonObject Result(Observation observation, string[] rules)
    {
        TrialPoint[] points = [.. observation.Evidence.Values.OfType<TrialPoint>()];
        return new JsonObject
        {
            ["ruleId"] = observation.Kind,
            ["ruleIndex"] = System.Array.IndexOf(rules, observation.Kind),
            ["level"] = "note",
            ["message"] = Message(Say.Safe(observation.Text)),
            ["locations"] = Array(points.Select(point => Location(point, null))),
            ["partialFingerprints"] = new JsonObject { ["observation/v1"] = Fingerprint(observation) },
        };
    }

    // What it is about, not how much of it there is: the same tomorrow.
    private static string Fingerprint(Observation observation)
    {
        string key = string.Join('|', observation.Evidence.Where(entry => entry.Value is string).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}").Prepend(observation.Kind));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];
    }

    private static IEnumerable<(TrialPoint Point, string Label)> Related(Incident incident) => new[]
    {
        (incident.Onset.LastGood, "last good"), (incident.Onset.LastInformativeGood, "last good that proves attribution"),
        (incident.Recovery.LastBad, "last bad"), (incident.Recovery.FirstGood, "first good after"),
    }.Where(entry => entry.Item1 is not null).Select(entry => (entry.Item1!, entry.Item2));

    private static JsonObject Location(TrialPoint point, string? label)
    {
        JsonObject location = new();
        if (point.File is { } file)
        {
            location["physicalLocation"] = new JsonObject
            {
                ["artifactLocation"] = new JsonObject { ["uri"] = string.Join('/', file.Split('/').Select(Uri.EscapeDataString)), ["uriBaseId"] = LogRoot },
                ["region"] = new JsonObject { ["startLine"] = Math.Max(1, point.Line) },
            };
        }

        location["logicalLocations"] = Array([new JsonObject { ["name"] = point.SessionId, ["fullyQualifiedName"] = $"{point.Server}/{point.SessionId}" }]);
        if (label is not null)
            location["message"] = Message($"{label}, {Say.Iso(point.Time)}");
        return location;
    }

    private static JsonObject Message(string text) => new() { ["text"] = text };

    private static JsonArray Array(IEnumerable<JsonNode> items) => [.. items];
}
