namespace LogAnalytics.Diagnosis;

/// <summary>The certificate that worked before, where exactly one did and it is still valid.</summary>
internal static class GoodCertificate
{
    /// <summary>Its thumbprint, fit for a command; null where it is not determined.</summary>
    public static string? Single(IncidentReading reading)
    {
        var passed = reading.InScope(EvidenceAttributes.Certificate).Rows.Where(v => v is { Value: not null, PassedBefore: > 0 }).ToList();
        return passed.Count == 1 && IsStillValid(reading, passed[0].Value) ? PowerShellText.TryThumbprint(passed[0].Value) : null;
    }

    /// <summary>Not known to be expired when the failures began.</summary>
    public static bool IsStillValid(IncidentReading reading, string? thumbprint)
        => reading.FactsOf(thumbprint)?.NotAfter is not { } notAfter || notAfter > reading.Evidence.FirstBad;
}
