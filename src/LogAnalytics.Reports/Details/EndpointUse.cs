namespace LogAnalytics.Reports.Details;

/// <summary>A certificate at a remote endpoint: a row of the view <c>certificate_endpoints</c>.</summary>
public sealed record EndpointUse(
    string? Certificate, string? Subject, string? RemoteEndpoint, string? RemoteHost, IReadOnlyList<string> Servers, IReadOnlyList<string> Connectors,
    long Sessions, long Attributed, long AttributionFailed, DateTime? FirstSeen, DateTime? LastSeen, DateTime? FirstFailure, DateTime? LastFailure)
{
    /// <summary>Null where nothing was attributed and nothing failed.</summary>
    public double? FailureRate => Attributed + AttributionFailed == 0 ? null : (double)AttributionFailed / (Attributed + AttributionFailed);
}
