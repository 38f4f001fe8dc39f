namespace LogAnalytics.Samples;

/// <summary>An incident as it was emitted. Where one sender's mail alone fails, passed trials are those of that sender.</summary>
public sealed record TruthIncident
{
    /// <summary>Cause id of the diagnosis.</summary>
    public required string Cause { get; init; }

    /// <summary>False when the tree does not show the change: the errors are there from its first row, or its dialect does not log what changed.</summary>
    public required bool CauseObservable { get; init; }

    /// <summary>Reply family.</summary>
    public string Family { get; init; } = "tenant_attribution";

    /// <summary>Servers with failed trials.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>Connectors with failed trials.</summary>
    public required IReadOnlyList<string> Connectors { get; init; }

    /// <summary>When the first server changed; null when that was before the tree.</summary>
    public required DateTime? ChangeAt { get; init; }

    /// <summary>When the fault was removed; null when it is not.</summary>
    public required DateTime? RecoverAt { get; init; }

    /// <summary>onset or pre_existing.</summary>
    public required string State { get; init; }

    /// <summary>ongoing or recovered.</summary>
    public required string Status { get; init; }

    /// <summary>The last passed trial before the first failed one, on the incident's servers, in a session without an attribution error.</summary>
    public required TruthPoint? LastGood { get; init; }

    /// <summary>The same, with a recipient that is not hosted in the service.</summary>
    public required TruthPoint? LastInformativeGood { get; init; }

    /// <summary>The first failed trial.</summary>
    public required TruthPoint? FirstBad { get; init; }

    /// <summary>The last failed trial.</summary>
    public required TruthPoint? LastBad { get; init; }

    /// <summary>When recovered: the first passed trial after the last failed one to a recipient that is not hosted in the service.</summary>
    public required TruthPoint? FirstGood { get; init; }

    /// <summary>Passed trials on the incident's servers before the first failed one.</summary>
    public required long TrialsBefore { get; init; }

    /// <summary>Failed trials; a message sent again and refused again counts again.</summary>
    public required long TrialsFailed { get; init; }

    /// <summary>Distinct messages among the failed trials.</summary>
    public required long MessagesFailed { get; init; }

    /// <summary>RCPT TO rows that the attribution error decided.</summary>
    public required long RecipientsRefused { get; init; }

    /// <summary>Distinct sender domains among the failed trials; the null sender is the empty text.</summary>
    public required IReadOnlyList<string> SenderDomains { get; init; }
}
