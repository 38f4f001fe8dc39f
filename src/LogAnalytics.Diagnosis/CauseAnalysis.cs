namespace LogAnalytics.Diagnosis;

/// <summary>Confronts the evidence around an onset with every hypothesis.</summary>
public static class CauseAnalysis
{
    /// <summary>
    /// All rules, in order of precedence between equals: what hides the certificate comes before the certificate,
    /// one server's own certificate before the fleet's, logged changes before absence.
    /// </summary>
    private static readonly ICauseRule[] s_rules =
    [
        new SmtpInspectionRule(),
        new TlsFailureFallbackRule(),
        new StartTlsNotUsedRule(),
        new ConnectorChangedRule(),
        new NoCertificateSentRule(),
        new ServerCertificateDiffersRule(),
        new CertificateNameChangedRule(),
        new SmartHostChangedRule(),
        new CertificateChainRule(),
        new CertificateExpiredRule(),
        new EgressIpChangedRule(),
        new SenderDomainNotAcceptedRule(),
        new CloudSideChangeRule(),
    ];

    /// <summary>Causes, best first and never none, with their remedies. The order of the evidence's lists does not matter.</summary>
    public static Diagnosis Diagnose(IncidentEvidence evidence)
    {
        var reading = new IncidentReading(evidence);
        List<Cause> causes = s_rules
            .Select(rule => rule.Weigh(reading))
            .OfType<Cause>()
            .OrderByDescending(cause => cause.Confidence) // stable: equals keep the precedence above
            .ToList();
        // Weak support alone decides nothing: say so first, and let the weak hypotheses follow.
        if (causes.All(cause => cause.Confidence == Confidence.Weak))
            causes.Insert(0, UndeterminedRule.Weigh(reading, causes));
        return new Diagnosis(causes, RemedyCatalog.For(causes, reading));
    }
}
