namespace LogAnalytics.Diagnosis;

/// <summary>One hypothesis: weighs the evidence for and against itself.</summary>
internal interface ICauseRule
{
    /// <summary>Contract name.</summary>
    string Id { get; }

    /// <summary>Null where nothing speaks for it.</summary>
    Cause? Weigh(IncidentReading reading);
}
