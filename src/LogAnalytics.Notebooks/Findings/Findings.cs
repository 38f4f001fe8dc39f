using System.Text.Json;
using LogAnalytics.Inputs;
using LogAnalytics.Queries;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Notebooks;

/// <summary>What the last analysis found: the <c>findings.json</c> that <c>run</c> or <c>analyze</c> wrote into its <c>--out</c> folder.</summary>
public sealed class Findings
{
    private const string FileName = "findings.json";
    private const string KnownSchema = "loganalytics/findings/1";

    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private Findings(JsonElement document)
    {
        Document = document;
        GeneratedAt = document.GetProperty("generated_at").GetDateTime().ToUniversalTime();
        From = Instant(document.GetProperty("from"));
        To = Instant(document.GetProperty("to"));
        Incidents = [.. document.GetProperty("incidents").EnumerateArray().Select(incident => Incident.Of(incident, _json))];
        Observations = document.GetProperty("observations").Deserialize<List<Observation>>(_json)!;
        Checks = document.GetProperty("checks").Deserialize<List<Check>>(_json)!;
    }

    /// <summary>When the analysis ran, UTC.</summary>
    public DateTime GeneratedAt { get; }

    /// <summary>First instant that was looked at, UTC; null for an empty lake.</summary>
    public DateTime? From { get; }

    /// <summary>Last instant that was looked at, UTC; null for an empty lake.</summary>
    public DateTime? To { get; }

    /// <summary>Major ones first, then by onset; empty where nothing was found.</summary>
    public IReadOnlyList<Incident> Incidents { get; }

    /// <summary>Worth knowing, and no incident.</summary>
    public IReadOnlyList<Observation> Observations { get; }

    /// <summary>Every check that ran, those without a hit too.</summary>
    public IReadOnlyList<Check> Checks { get; }

    /// <summary>The whole document, for what the properties leave out: coverage, evidence, remedies, exports.</summary>
    public JsonElement Document { get; }

    /// <summary>Reads the findings of a folder of results.</summary>
    /// <param name="outFolder">The folder given to <c>run</c> or <c>analyze</c> with <c>--out</c>.</param>
    /// <exception cref="InputException">There are none, they are damaged, or another version wrote them.</exception>
    public static Findings Read(string outFolder)
    {
        string path = Path.Combine(outFolder, FileName);
        if (!File.Exists(path))
            throw new InputException($"'{outFolder}' holds no {FileName}. Make it first: loganalytics analyze --lake DIR --out {outFolder}");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            string? schema = document.RootElement.GetProperty("schema").GetString();
            return schema == KnownSchema
                ? new Findings(document.RootElement.Clone())
                : throw new InputException($"'{path}' is of schema '{schema}', and this version reads '{KnownSchema}'. Analyse again with this version.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InputException($"'{path}' is damaged: {e.Message} Analyse again.");
        }
    }

    /// <summary>One row per incident: what, where, since when, why.</summary>
    public DataFrame Table() => new(
        Texts("id", incident => incident.Id),
        Texts("severity", incident => incident.Severity),
        Texts("family", incident => incident.Family),
        Texts("state", incident => incident.State),
        Texts("status", incident => incident.Status),
        new DateTimeDataFrameColumn("last_good", Incidents.Select(incident => incident.LastGood?.Time)),
        new DateTimeDataFrameColumn("first_bad", Incidents.Select(incident => (DateTime?)incident.FirstBad.Time)),
        new DateTimeDataFrameColumn("last_bad", Incidents.Select(incident => incident.LastBad?.Time)),
        new DateTimeDataFrameColumn("first_good", Incidents.Select(incident => incident.FirstGood?.Time)),
        Texts("servers", incident => ValueText.Of(incident.Scope.Servers)),
        Texts("connectors", incident => ValueText.Of(incident.Scope.Connectors)),
        new Int64DataFrameColumn("messages_before", Incidents.Select(incident => (long?)incident.MessagesBefore)),
        new Int64DataFrameColumn("failed_before", Incidents.Select(incident => (long?)incident.FailedBefore)),
        new Int64DataFrameColumn("messages_during", Incidents.Select(incident => (long?)incident.MessagesDuring)),
        new Int64DataFrameColumn("failed_during", Incidents.Select(incident => (long?)incident.FailedDuring)),
        Texts("cause", incident => incident.Causes[0].Id),
        Texts("confidence", incident => incident.Causes[0].Confidence));

    private static DateTime? Instant(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.GetDateTime().ToUniversalTime();

    private StringDataFrameColumn Texts(string name, Func<Incident, string?> value) => new(name, Incidents.Select(value));
}
