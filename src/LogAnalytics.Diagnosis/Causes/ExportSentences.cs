namespace LogAnalytics.Diagnosis;

/// <summary>Wording for what side inputs tell: the setting, how old it is, and where it stands.</summary>
internal static class ExportSentences
{
    /// <summary>E.g. <c>inbound connector 'Inbound' (TlsSenderCertificateName *.contoso.com; last changed 2026-01-02 08:00:00Z, inbound.csv)</c>.</summary>
    public static string Describe(this ConfigurationFact<InboundConnector> fact)
    {
        InboundConnector c = fact.Connector;
        string scope = c.TlsSenderCertificateName.Text is { } name ? Invariant($"TlsSenderCertificateName {Sentences.Show(name)}")
            : c.SenderIPAddresses is { IsGiven: true, IsEmpty: false } ? Invariant($"SenderIPAddresses {Sentences.ShowAll(c.SenderIPAddresses.Items)}")
            : "neither certificate name nor addresses";
        return Invariant($"inbound connector '{Sentences.Show(c.Name)}' ({scope}; {Age(fact.Timing, c.WhenChanged, c.TakenAt)}, {Sentences.Show(c.Source)})");
    }

    public static string Describe(this ConfigurationFact<SendConnector> fact, string setting) =>
        Invariant($"send connector '{Sentences.Show(fact.Connector.Name)}' has {setting} ({Age(fact.Timing, fact.Connector.WhenChanged, fact.Connector.TakenAt)}, {Sentences.Show(fact.Connector.Source)})");

    /// <summary>First letter of a sentence.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Age(FactTiming timing, ExportTime? changed, DateTime? takenAt) => timing switch
    {
        FactTiming.TakenBefore => Invariant($"exported at {Sentences.Utc(takenAt!.Value)}, before the first failure"),
        FactTiming.ChangedLater => Invariant($"changed at {Sentences.Utc(changed!.Value.Time)}, after the first failure"),
        _ => changed is { } time ? Invariant($"last changed {Sentences.Utc(time.Time)}{(time.IsUtc ? "" : " without time zone")}") : "date of its last change not exported",
    };
}
