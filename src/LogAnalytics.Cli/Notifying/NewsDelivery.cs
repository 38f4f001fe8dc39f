using System.Globalization;
using System.Text;
using LogAnalytics.Evidence;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Notifying;

/// <summary>What a notification is about, and when it is sent.</summary>
internal static class NewsDelivery
{
    /// <summary>The incidents that are worth a message.</summary>
    public static IReadOnlyList<Incident> News(FindingsDocument findings, bool countsMinor) =>
        [.. findings.Incidents.Where(incident => incident.Novelty == "new" && (countsMinor || incident.Severity == "major"))];

    /// <summary>Called when all results are written; false if there was something to tell, and nobody was told.</summary>
    public static async Task<bool> TrySendAsync(
        CliContext context, Notification? notification, FindingsDocument findings, bool countsMinor, OutputFolder output, int exitCode, CancellationToken cancellation)
    {
        IReadOnlyList<Incident> news = News(findings, countsMinor);
        if (notification is null || news.Count == 0)
            return true;
        byte[] input = Encoding.UTF8.GetBytes(FindingsJson.Write(findings));
        if (await notification.SendAsync(input, Variables(findings, news, output, exitCode), cancellation).ConfigureAwait(false) is not { } problem)
            return true;
        context.Error($"nobody was notified: {problem}. The results are written; the next run with --notify tries again.");
        return false;
    }

    private static Dictionary<string, string> Variables(FindingsDocument findings, IReadOnlyList<Incident> news, OutputFolder output, int exitCode) => new(StringComparer.Ordinal)
    {
        ["LOGANALYTICS_NEW"] = Text(news.Count),
        ["LOGANALYTICS_NEW_MAJOR"] = Text(news.Count(incident => incident.Severity == "major")),
        ["LOGANALYTICS_INCIDENTS"] = Text(findings.Incidents.Count),
        ["LOGANALYTICS_REPORT"] = output.PathOf("report.html"),
        ["LOGANALYTICS_FINDINGS"] = output.PathOf("findings.json"),
        ["LOGANALYTICS_EXIT_CODE"] = Text(exitCode),
    };

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
