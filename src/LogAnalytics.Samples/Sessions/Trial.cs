namespace LogAnalytics.Samples.Sessions;

/// <summary>A message in a session with the service over a relay connector, and how it ended.</summary>
internal sealed class Trial
{
    public required SessionRows Session { get; init; }
    public bool Failed { get; set; }

    /// <summary>At least one recipient accepted for good.</summary>
    public bool Passed { get; set; }

    /// <summary>Passed with a recipient that is not hosted in the service, which only attributed mail can do.</summary>
    public bool Informative { get; set; }

    /// <summary>The failure belongs to the tree's incident, not to its background.</summary>
    public bool OfIncident { get; set; }

    public bool FailedBefore { get; init; }

    /// <summary>RCPT TO rows whose deciding reply is the attribution error.</summary>
    public int RecipientsRefused { get; set; }

    public required string SenderDomain { get; init; }

    /// <summary>Set when the row of the deciding reply was written.</summary>
    public TruthPoint? Point { get; set; }
}
