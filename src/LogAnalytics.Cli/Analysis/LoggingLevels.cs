using LogAnalytics.Exports;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>A clean result is worth what is logged: send connectors whose protocol logging is off.</summary>
internal static class LoggingLevels
{
    public const string Kind = "logging_off";

    public static IEnumerable<Observation> Observe(ExportSet exports) =>
        (exports.SendConnectors ?? [])
            .Where(connector => connector.Enabled != false && string.Equals(connector.ProtocolLoggingLevel, "None", StringComparison.OrdinalIgnoreCase))
            .DistinctBy(connector => connector.Name.ToUpperInvariant())
            .OrderBy(connector => connector.Name, StringComparer.Ordinal)
            .Select(connector => new Observation(
                Kind,
                $"'{connector.Name}' has ProtocolLoggingLevel None: what it sends is not in these logs, so nothing can be said about it.",
                new Dictionary<string, object?> { ["connector"] = connector.Name, ["export"] = connector.Source }));
}
