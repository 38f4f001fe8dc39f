namespace LogAnalytics.Reports.Details;

/// <summary>What became of an incident's mail, counted in messages times recipients, retries collapsed.</summary>
/// <param name="Undecided">Without a message id and a recipient nobody can tell whether it was delivered later.</param>
public sealed record AffectedTotals(long Recipients, long Bounced, long Queued, long LaterDelivered, long Undecided);
