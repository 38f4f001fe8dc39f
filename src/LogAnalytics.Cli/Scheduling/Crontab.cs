using System.Globalization;
using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Scheduling;

/// <summary>A line for cron, which mails what a job says: nothing on 0, nothing while another run holds the lake (75), all of it else.</summary>
internal static class Crontab
{
    public static string Line(ScheduledJob job)
    {
        // Crons do not agree on what a backslash before a percent sign or another backslash means.
        if (job.Arguments.Append(job.Tool).FirstOrDefault(text => text.Contains('\\', StringComparison.Ordinal)) is { } odd)
            throw new InputException($"'{odd}' holds a backslash, which crons read differently. Put the option into a settings file (--config).");
        string call = string.Join(' ', job.Arguments.Prepend(job.Tool).Select(Quote));
        string command = $"said=$({call} 2>&1); code=$?; [ $code -eq 0 ] || [ $code -eq 75 ] || printf '%s (exit %d)\\n' \"$said\" $code; exit $code";
        string when = job.IsHourly ? $"{job.Time.Minute} * * * *" : $"{job.Time.Minute} {job.Time.Hour} * * *";
        string user = job.User is { } name ? name + " " : "";
        return string.Create(CultureInfo.InvariantCulture, $"""
            # cron reads times in the zone of the machine; this one is meant for UTC. A run that was missed is not made up for, the next one catches up.
            {when} {user}{command.Replace("%", "\\%", StringComparison.Ordinal)}

            """);
    }

    // For sh.
    private static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@%".Contains(c, StringComparison.Ordinal))
            ? word
            : "'" + word.Replace("'", "'\"'\"'", StringComparison.Ordinal) + "'";
}
