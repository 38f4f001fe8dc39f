namespace LogAnalytics.Reports.Details;

/// <param name="Value">A sender ('' is the null sender) or a recipient domain.</param>
public sealed record AffectedParty(string Value, long Recipients, long LaterDelivered, DateTime First, DateTime Last);
