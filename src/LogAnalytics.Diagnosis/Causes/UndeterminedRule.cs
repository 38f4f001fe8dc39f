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
        string[] absent =
        [
            .. new[]
            {
                reading.Tenant.IsKnown ? null : "Get-InboundConnector",
                reading.SendConnectors.IsKnown ? null : "Get-SendConnector",
                reading.Evidence.ExportedCertificates.Count > 0 ? null : "Get-ExchangeCertificate",
                reading.Tenant.KnowsDomains ? null : "Get-AcceptedDomain",
            }.OfType<string>(),
        ];
        if (absent.Length > 0)
            notes.Missing(Invariant($"{string.Join(", ", absent)} as side inputs (--exports)."));
        return notes.ToCause(CauseIds.Undetermined, Confidence.Weak);
    }
}
