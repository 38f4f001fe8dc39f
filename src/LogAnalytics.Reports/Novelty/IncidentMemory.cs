using System.Text.Json;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Novelty;

/// <summary>
/// What the analyses of a lake have found. Each way of asking (window, false-alarm rate, what the user told) has a memory of its own: who
/// looks at last week with other options does not make an incident known to the nightly job, nor forgotten.
/// </summary>
public sealed record IncidentMemory
{
    public const string CurrentSchema = "loganalytics/known-incidents/1";

    // Absolute times given to --from make a new way each day.
    private const int MostWays = 20;

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RememberedAnalysis> Analyses { get; init; } = [];

    /// <summary>What to compare with: the last analysis asked the same way. The first of its kind knows what the last of any found, and misses none of it.</summary>
    public IReadOnlyList<KnownIncident> Before(string way) =>
        Analyses.FirstOrDefault(analysis => analysis.Way == way)?.Incidents
        ?? [.. (Analyses.FirstOrDefault()?.Incidents ?? []).Select(known => known with { IsFound = false })];

    public IncidentMemory With(RememberedAnalysis analysis) =>
        this with { Analyses = [analysis, .. Analyses.Where(other => other.Way != analysis.Way).Take(MostWays - 1)] };

    /// <summary>An analysis that was compared with this and leaves <paramref name="after"/> would give the same once more.</summary>
    public bool TellsTheSameAs(IncidentMemory after, string way) => FindingsJson.Write(Before(way)) == FindingsJson.Write(after.Before(way));

    public string Write() => FindingsJson.Write(this);

    /// <returns>Null if the text is no memory.</returns>
    public static IncidentMemory? TryRead(string text)
    {
        try
        {
            IncidentMemory? memory = FindingsJson.Read<IncidentMemory>(text);
            return memory is { Schema: CurrentSchema, Analyses: not null } && memory.Analyses.All(analysis => analysis?.Incidents is not null) ? memory : null;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }
}

/// <param name="Way">What was asked for, as text.</param>
public sealed record RememberedAnalysis(string Way, DateTime AnalyzedAt, IReadOnlyList<KnownIncident> Incidents);
