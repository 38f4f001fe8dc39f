using System.CommandLine;
using System.Globalization;
using LogAnalytics.Cli.Notifying;
using LogAnalytics.Evidence;
using LogAnalytics.Inputs;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Options;

/// <summary>Who is told when something is new.</summary>
public sealed class NotifyOption
{
    private readonly Option<string?> _command = new("--notify")
    {
        Description = "A program, with its arguments, that gets findings.json on standard input when there are new incidents (as --fail-on new counts them); else it is not called. Run without a shell (docs/scheduling.md).",
        HelpName = "COMMAND",
    };

    public NotifyOption(Command command)
    {
        _command.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && CommandText.Split(result.Tokens[0].Value) is not { Count: > 0 })
                result.AddError($"--notify '{result.Tokens[0].Value}' is no command: a quote is not closed, or it is empty.");
        });
        command.Options.Add(_command);
    }

    /// <summary>Whom to call; null where nobody is. Looked for before the work, so that a misspelt one is not found behind it.</summary>
    /// <exception cref="InputException">There is no such program.</exception>
    internal Notification? Read(ParseResult parse)
    {
        if (parse.GetValue(_command) is not { } text)
            return null;
        IReadOnlyList<string> words = CommandText.Split(text)!;
        string program = ProgramFile.Find(words[0], System.Environment.GetEnvironmentVariable("PATH"))
            ?? throw new InputException($"--notify: there is no program '{words[0]}' that can be run. A name alone is looked for in PATH; else name its path.");
        return new Notification([program, .. words.Skip(1)], Notification.DefaultTimeout);
    }

    /// <summary>The incidents that are worth a message.</summary>
    public static IReadOnlyList<Incident> News(FindingsDocument findings, bool countsMinor) =>
        [.. findings.Incidents.Where(incident => incident.Novelty == "new" && (countsMinor || incident.Severity == "major"))];

    /// <summary>Called when all results are written; the exit code with what became of it.</summary>
    internal static async Task<int> SendAsync(
        CliContext context, Notification? notification, FindingsDocument findings, bool countsMinor, OutputFolder output, int exitCode, CancellationToken cancellation)
    {
        IReadOnlyList<Incident> news = News(findings, countsMinor);
        if (notification is null || news.Count == 0)
            return exitCode;
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            ["LOGANALYTICS_NEW"] = Text(news.Count),
            ["LOGANALYTICS_NEW_MAJOR"] = Text(news.Count(incident => incident.Severity == "major")),
            ["LOGANALYTICS_INCIDENTS"] = Text(findings.Incidents.Count),
            ["LOGANALYTICS_REPORT"] = output.PathOf("report.html"),
            ["LOGANALYTICS_FINDINGS"] = output.PathOf("findings.json"),
            ["LOGANALYTICS_EXIT_CODE"] = Text(exitCode),
        };
        byte[] input = System.Text.Encoding.UTF8.GetBytes(FindingsJson.Write(findings));
        if (await notification.SendAsync(input, variables, cancellation).ConfigureAwait(false) is not { } problem)
            return exitCode;
        context.Error($"nobody was notified: {problem}. The results are written.");
        return ExitCodes.Worst([exitCode, ExitCodes.Environment]);
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
