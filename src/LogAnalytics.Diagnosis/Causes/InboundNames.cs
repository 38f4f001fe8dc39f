namespace LogAnalytics.Diagnosis;

/// <summary>What the exported inbound connectors say about a change of certificate names, as evidence.</summary>
internal static class InboundNames
{
    /// <summary>Confidence in "the names are what broke".</summary>
    /// <param name="graded">By the logs, without regard to names.</param>
    /// <param name="cap">What the comparison of the names alone allows.</param>
    /// <param name="liftedCap">What is allowed where a connector confirms it.</param>
    public static Confidence Weigh(IncidentReading reading, NameAnswer answer, Notes notes, Confidence graded, Confidence cap, Confidence liftedCap)
    {
        Confidence alone = graded.AtMost(cap);
        string connector = answer.Connector?.Describe() ?? "";
        switch (answer.Verdict)
        {
            case NameVerdict.Explains:
                notes.For(Invariant($"{ExportSentences.Capital(connector)} matches the names of before, and no exported connector matches the new ones."));
                return answer.Connector!.Timing.IsFirm(reading.IsRecovered) ? graded.AtMost(liftedCap) : alone;
            case NameVerdict.NewUnmatched:
                notes.For(Invariant($"No exported inbound connector matches the new names{(connector.Length == 0 ? "" : ", e.g. " + connector)}."));
                return alone;
            case NameVerdict.NeitherMatches:
                notes.Against("No exported inbound connector matches the names of before either, though they passed: the export is of another tenant, was changed since, or attribution was by address.");
                return alone.AtMost(Confidence.Moderate);
            case NameVerdict.StillMatches:
                notes.Against(Invariant($"{ExportSentences.Capital(connector)} matches the new names."));
                return answer.Connector!.Timing.IsFirm(reading.IsRecovered) ? Confidence.Weak : alone.AtMost(Confidence.Moderate);
            case NameVerdict.NotAccepted:
                notes.Against(Invariant($"{ExportSentences.Capital(connector)} matches the new names, but its domain is no accepted domain of the tenant."));
                return alone.AtMost(Confidence.Moderate);
            case NameVerdict.RepairedLater:
                notes.For(Invariant($"{ExportSentences.Capital(connector)} matches the new names by now: most likely the repair."));
                return alone;
            case NameVerdict.CannotTell:
                notes.Missing(Invariant($"The exports do not decide: {answer.Reason}."));
                return alone.AtMost(Confidence.Moderate);
            default:
                notes.Missing("TlsSenderCertificateName of the inbound connector (Get-InboundConnector).");
                return alone;
        }
    }
}
