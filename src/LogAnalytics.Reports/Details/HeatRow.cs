namespace LogAnalytics.Reports.Details;

/// <param name="Sessions">By cell; cells without a session are left out.</param>
public sealed record HeatRow(string Server, string Service, IReadOnlyDictionary<int, long> Sessions);
