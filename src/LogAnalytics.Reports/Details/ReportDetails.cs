namespace LogAnalytics.Reports.Details;

/// <summary>What a report shows beside the findings: series, tables and raw rows, each cut to what a person reads.</summary>
public sealed record ReportDetails
{
    public static ReportDetails None { get; } = new();

    /// <summary>By incident id.</summary>
    public IReadOnlyDictionary<string, IncidentDetails> Incidents { get; init; } = new Dictionary<string, IncidentDetails>();

    public Capped<EndpointUse> Endpoints { get; init; } = Capped<EndpointUse>.None;

    public Capped<ValueRun> Lineage { get; init; } = Capped<ValueRun>.None;

    /// <summary>Null for an empty lake.</summary>
    public HeatMap? Heat { get; init; }

    public Capped<OtherRefusal> OtherRefusals { get; init; } = Capped<OtherRefusal>.None;

    public IncidentDetails Of(string incident) => Incidents.GetValueOrDefault(incident) ?? new IncidentDetails();
}
