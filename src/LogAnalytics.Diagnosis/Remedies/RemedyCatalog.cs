namespace LogAnalytics.Diagnosis;

/// <summary>The remedies of each cause.</summary>
internal static class RemedyCatalog
{
    /// <summary>Remedies in the order of their causes. The same step is not said twice.</summary>
    public static IReadOnlyList<Remedy> For(IReadOnlyList<Cause> causes, IncidentReading reading)
    {
        var remedies = new List<Remedy>();
        for (int rank = 0; rank < causes.Count; rank++)
        {
            foreach (Remedy remedy in For(causes[rank].Id, reading))
            {
                if (remedies.Any(r => r.Title == remedy.Title))
                    continue;
                remedies.Add(remedy.Command is null || MayWrite(causes[rank], rank, reading) ? remedy : Withhold(remedy, reading));
            }
        }

        return remedies;
    }

    /// <summary>
    /// A write command needs a cause that leads or is strong, and mail that still fails: after a recovery the
    /// same command could break what works.
    /// </summary>
    private static bool MayWrite(Cause cause, int rank, IncidentReading reading)
        => !reading.IsRecovered && (cause.Confidence == Confidence.Strong || (rank == 0 && cause.Confidence == Confidence.Moderate));

    private static Remedy Withhold(Remedy remedy, IncidentReading reading) => remedy with
    {
        Command = null,
        Precondition = reading.Evidence.FirstGoodAfter is { } good
            ? Invariant($"Mail passes again since {Sentences.Utc(good)}, so no command is printed. {remedy.Precondition}")
            : "The evidence for this cause does not carry a command yet. " + remedy.Precondition,
    };

    private static IEnumerable<Remedy> For(string cause, IncidentReading reading) => cause switch
    {
        CauseIds.SmtpInspection => [PlaintextRemedies.DisableInspection(reading), PlaintextRemedies.RequireTls(cause, reading)],
        CauseIds.TlsFailureFallback => [.. TlsFailureRemedies.All(reading), PlaintextRemedies.RequireTls(cause, reading)],
        CauseIds.StartTlsNotUsed => [PlaintextRemedies.UseStartTls(reading)],
        CauseIds.NoCertificateSent => [CertificateRemedies.SetTlsCertificateName(reading)],
        CauseIds.ServerCertificateDiffers => [CertificateRemedies.EnableOnServer(reading)],
        CauseIds.ConnectorChanged => [RoutingRemedies.CompareConnectors(reading)],
        CauseIds.CertificateNameChanged => [CertificateNameRemedies.RerunWizard(reading), CertificateNameRemedies.SetInboundName(reading)],
        CauseIds.CertificateChain => [CertificateRemedies.ImportIntermediate(reading)],
        CauseIds.CertificateExpired => [CertificateRemedies.Renew(reading)],
        CauseIds.EgressIpChanged => [EgressRemedies.AddAddress(reading)],
        CauseIds.SenderDomainNotAccepted => [CloudRemedies.AcceptDomain()],
        CauseIds.SmartHostChanged => [RoutingRemedies.RestoreSmartHost(reading)],
        CauseIds.CloudSideChange => CloudRemedies.EnableConnector(reading) is { } enable ? [enable, CloudRemedies.InspectConnector()] : [CloudRemedies.InspectConnector()],
        _ => [CloudRemedies.CollectFacts(reading)],
    };
}
