using LogAnalytics.Fuzz.Targets;

namespace LogAnalytics.Fuzz;

/// <summary>All targets.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
        [new RowsTarget(), new SessionsTarget(), new HeadersTarget(), new CertificateTarget(), new ReplyTarget()];
}
