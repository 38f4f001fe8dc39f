namespace LogAnalytics.Diagnosis;

/// <summary>
/// A firewall rewrites SMTP: the banner is masked, or EHLO lost STARTTLS where it was offered before.
/// It takes the certificate with it, so it ranks above the rules that see only the missing certificate.
/// </summary>
internal sealed class SmtpInspectionRule : ICauseRule
{
    public string Id => CauseIds.SmtpInspection;

    public Cause? Weigh(IncidentReading reading)
    {
        ValueChange masked = reading.ChangeOf(EvidenceAttributes.BannerMasked);
        ValueChange stripped = reading.ChangeOf(EvidenceAttributes.StartTls, v => v == StartTlsValues.NotOffered);
        var notes = new Notes();
        if (!masked.Exists && !stripped.Exists)
            return WithoutBefore(reading, notes);

        if (masked.Exists)
            notes.Describe(masked, reading, "a masked banner (220 ****)");
        if (stripped.Exists)
            notes.Describe(stripped, reading, "an EHLO reply without STARTTLS");
        notes.DescribeRivals(reading, EvidenceAttributes.Connector, EvidenceAttributes.RemoteFamily);
        Confidence confidence = Max(
            Grade(reading, masked),
            // ForceHELO on the connector suppresses STARTTLS too: without the mask this alone cannot decide.
            Grade(reading, stripped).AtMost(Confidence.Moderate));
        if (!masked.Exists)
            confidence = WeighForceHelo(reading, notes, stripped, confidence);
        if (!reading.AllFailuresHave(EvidenceAttributes.Certificate, null) && reading.InScope(EvidenceAttributes.Certificate).FailedDuring > 0)
        {
            notes.Against(Invariant($"{reading.InScope(EvidenceAttributes.Certificate).FailedDuring - reading.FailedWith(EvidenceAttributes.Certificate, null):N0} failures did present a certificate."));
            confidence = confidence.AtMost(stripped.IsFull ? Confidence.Moderate : Confidence.Weak);
        }

        return notes.ToCause(Id, confidence);
    }

    private static Confidence Grade(IncidentReading reading, ValueChange change)
        => reading.Grade(change, EvidenceAttributes.Connector, EvidenceAttributes.RemoteFamily);

    private static Confidence WeighForceHelo(IncidentReading reading, Notes notes, ValueChange stripped, Confidence confidence)
    {
        if (reading.FailingSendConnector is not { Connector.ForceHelo: { } forceHelo } fact)
        {
            notes.Missing("Whether ForceHELO is set on the connector: it hides STARTTLS as well.");
            return confidence;
        }

        if (forceHelo)
        {
            notes.Against(ExportSentences.Capital(fact.Describe("ForceHELO True")) + ": that hides STARTTLS without any firewall.");
            return confidence.AtMost(Confidence.Weak);
        }

        notes.For(ExportSentences.Capital(fact.Describe("ForceHELO False")) + ": the server itself does not hide STARTTLS.");
        return fact.Timing.IsFirm(reading.IsRecovered) ? Grade(reading, stripped) : confidence;
    }

    private static Confidence Max(Confidence a, Confidence b) => a > b ? a : b;

    private Cause? WithoutBefore(IncidentReading reading, Notes notes)
    {
        bool masked = reading.AllFailuresHave(EvidenceAttributes.BannerMasked, StartTlsValues.Masked);
        bool stripped = reading.AllFailuresHave(EvidenceAttributes.StartTls, StartTlsValues.NotOffered);
        if (reading.HasBefore || !(masked || stripped))
            return null;
        notes.For(masked ? "All failures meet a masked banner." : "The receiver offers STARTTLS in none of the failing sessions.");
        notes.Missing("Logs from before the failures: was STARTTLS offered then?");
        return notes.ToCause(Id, Confidence.Moderate);
    }
}
