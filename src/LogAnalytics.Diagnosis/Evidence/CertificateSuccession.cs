namespace LogAnalytics.Diagnosis;

/// <summary>
/// The certificates of failures that were there when the logs begin, beside one that passed once they were over: with nothing
/// before to compare with, what ended them is the other half of the picture.
/// </summary>
/// <param name="Failing">Carried by practically all failures, and gone afterwards; most failures first.</param>
/// <param name="Passing">Not in use during the window; passes after it. Of several the one most like the failing.</param>
/// <param name="Comparison">The failing certificate against the one that passed.</param>
internal sealed record CertificateSuccession(
    IReadOnlyList<ValueCounts> Failing, ValueCounts Passing, CertificateFacts Failed, CertificateFacts Passed, CertificateComparison Comparison)
{
    private const double NearlyAll = 0.95;

    /// <summary>Null where there is a before, where it is not over, or where the certificate stayed.</summary>
    public static CertificateSuccession? Find(IncidentReading reading)
    {
        if (reading.HasBefore || !reading.IsRecovered)
            return null;
        var counts = reading.InScope(EvidenceAttributes.Certificate);
        var failing = counts.Rows.Where(v => v is { Value: not null, FailedDuring: > 0, PassedAfter: 0 })
            .OrderByDescending(v => v.FailedDuring).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        if (failing.Count == 0 || failing.Sum(v => v.FailedDuring) < NearlyAll * counts.FailedDuring || reading.FactsOf(failing[0].Value) is not { } failed)
            return null;
        return counts.Rows.Where(v => v is { Value: not null, FailedDuring: 0, PassedDuring: 0, PassedAfter: > 0 } && v.PassedAfter >= NearlyAll * (v.PassedAfter + v.FailedAfter))
            .Select(v => (Counts: v, Facts: reading.FactsOf(v.Value)))
            .Where(v => v.Facts is not null)
            .Select(v => new CertificateSuccession(failing, v.Counts, failed, v.Facts!, CertificateComparisons.Compare(failed, v.Facts)))
            .OrderBy(s => s.Comparison).FirstOrDefault();
    }

    /// <summary>Did the failing values of another attribute leave at the same time?</summary>
    public static bool AlsoLeft(IncidentReading reading, string attribute)
    {
        var rows = reading.InScope(attribute).Rows;
        return rows.Any(v => v.FailedDuring > 0) && rows.Where(v => v.FailedDuring > 0).All(v => v.PassedAfter == 0) && rows.Any(v => v is { FailedDuring: 0, PassedAfter: > 0 });
    }
}
