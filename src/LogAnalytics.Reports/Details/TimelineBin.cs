namespace LogAnalytics.Reports.Details;

/// <param name="Passed">Successes that prove attribution.</param>
/// <param name="Unproven">Successes to recipients that the service hosts: accepted from anyone.</param>
public sealed record TimelineBin(int Index, long Passed, long Unproven, long Failed);
