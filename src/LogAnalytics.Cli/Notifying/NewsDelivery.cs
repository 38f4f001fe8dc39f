using System.Globalization;
using System.Text;
using LogAnalytics.Evidence;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Notifying;

/// <summary>What a notification is about, and what becomes of one that failed.</summary>
internal static class NewsDelivery
{
    /// <summary>The incidents that are worth a message.</summary>
    /// <param name="undelivered">Ids of those that an earlier message was to tell of, and did not.</param>
    public static IReadOnlyList<Incident> News(FindingsDocument findings, bool countsMinor, IReadOnlySet<string> undelivered) =>
        [.. findings.Incidents.Where(incident => undelivered.Contains(incident.Id) || (incident.Novelty == "new" && (countsMinor || incident.Severity == "major")))];

    /// <summary>Called when all results are written; the exit code with what became of it.</summary>
    public static async Task<int> SendAsync(
        CliContext context, Notification? notification, FindingsDocument findings, bool countsMinor, LakeFolder lake, OutputFolder output, int exitCode, CancellationToken cancellation)
    {
        if (notification is null)
            return exitCode;
        IReadOnlyList<Incident> news = News(findings, countsMinor, Undelivered.Read(lake));
        if (news.Count == 0)
            return exitCode;
        // Before it is sent: whatever ends this process, the next run tells it.
        Undelivered.Write(lake, news.Select(incident => incident.Id));
        byte[] input = Encoding.UTF8.GetBytes(FindingsJson.Write(findings));
        if (await notification.SendAsync(input, Variables(findings, news, output, exitCode), cancellation).ConfigureAwait(false) is { } problem)
        {
            context.Error($"nobody was notified: {problem}. The results are written; the next run with --notify tries again.");
            return ExitCodes.Worst([exitCode, ExitCodes.Environment]);
        }

        Undelivered.Write(lake, []);
        return exitCode;
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
