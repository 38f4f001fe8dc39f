namespace LogAnalytics.Diagnosis;

/// <summary>The legal answer where evidence is missing or too weak.</summary>
internal static class UndeterminedRule
{
    public static Cause Weigh(IncidentReading reading, IReadOnlyList<Cause> weak)
    {
        var notes = new Notes();
        notes.For(weak.Count == 0
            ? "No rule finds support in the counted trials."
            : Invariant($"{Sentences.Count(weak.Count, "explanation has", "explanations have")} weak support only."));
        notes.DescribeSlice(reading);
        if (!reading.HasBefore)
            notes.Missing("Logs from before the first failure: without them nothing can be called changed.");
        if (reading.InScope(EvidenceAttributes.Certificate).FailedDuring == 0)
            notes.Missing("The certificates that the failing sessions sent.");
        foreach (string missing in weak.SelectMany(c => c.Missing).Distinct())
            notes.Missing(missing);
        notes.Missing("Get-InboundConnector, Get-SendConnector, Get-ExchangeCertificate and Get-AcceptedDomain as side inputs.");
        return notes.ToCause(CauseIds.Undetermined, Confidence.Weak);
    }
}
