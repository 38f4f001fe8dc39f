namespace LogAnalytics.Diagnosis;

/// <param name="Connector">The one that decides; null where none does.</param>
/// <param name="Reason">For <see cref="NameVerdict.CannotTell"/>: why.</param>
internal sealed record NameAnswer(NameVerdict Verdict, ConfigurationFact<InboundConnector>? Connector, string Reason = "");
