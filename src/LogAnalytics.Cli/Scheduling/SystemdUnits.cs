using System.Globalization;
using System.Text;
using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Scheduling;

/// <summary>A service that runs once and a timer that starts it (systemd 247 or newer).</summary>
internal static class SystemdUnits
{
    /// <exception cref="InputException">systemd takes no executable of this name.</exception>
    public static string Service(ScheduledJob job)
    {
        if (job.Tool.Any(c => c is '"' or '\'' or '\\'))
            throw new InputException($"systemd takes no executable with quotes or backslashes in its path: '{job.Tool}'. Put it elsewhere, and name the place with --tool.");
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # {job.Name}.service
            [Unit]
            Description=Looks for attribution errors in SMTP Send protocol logs
            StartLimitIntervalSec=2h
            StartLimitBurst=5

            [Service]
            Type=oneshot
            ExecStart={CommandLine(job)}
            # 75: another run holds the lake. It is tried again, as is a crash; the other exit codes want a person, not another try.
            Restart=on-failure
            RestartPreventExitStatus=1 2 3 4 5
            RestartSec=10min
            TimeoutStartSec={ScheduledJob.MostHours}h
            Nice=10

            """);
        if (job.User is { } user)
            text.Append(CultureInfo.InvariantCulture, $"User={Specifiers(user)}\n");
        text.Append("""

            # It reads what the account may read, and writes below these folders alone. They must exist, and belong to the account.
            ProtectSystem=strict

            """);
        text.Append(CultureInfo.InvariantCulture, $"ReadWritePaths={string.Join(' ', job.Writes.Select(path => Quote(path)))}\n");
        text.Append("""
            ProtectHome=read-only
            PrivateTmp=yes
            PrivateDevices=yes
            UMask=0077
            NoNewPrivileges=yes
            CapabilityBoundingSet=
            ProtectClock=yes
            ProtectControlGroups=yes
            ProtectHostname=yes
            ProtectKernelLogs=yes
            ProtectKernelModules=yes
            ProtectKernelTunables=yes
            LockPersonality=yes
            RestrictNamespaces=yes
            RestrictRealtime=yes
            RestrictSUIDSGID=yes
            SystemCallArchitectures=native

            """);
        text.Append(job.Notifies
            ? "# The program of --notify may need the network, which the tool itself never does.\n"
            : "PrivateNetwork=yes\nRestrictAddressFamilies=AF_UNIX\n");
        return text.ToString();
    }

    public static string Timer(ScheduledJob job)
    {
        string hour = job.IsHourly ? "*" : job.Time.Hour.ToString("00", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"""
            # {job.Name}.timer
            [Unit]
            Description=Starts {job.Name}.service

            [Timer]
            OnCalendar=*-*-* {hour}:{job.Time.Minute:00}:00 UTC
            # A run that was missed while the machine was off is made up for.
            Persistent=true

            [Install]
            WantedBy=timers.target

            """);
    }

    // $ stands for a variable in arguments, not in the path of the executable.
    private static string CommandLine(ScheduledJob job) =>
        string.Join(' ', job.Arguments.Select(argument => Quote(argument).Replace("$", "$$", StringComparison.Ordinal)).Prepend(Quote(job.Tool)));

    /// <summary>One word of a unit file, whatever it holds.</summary>
    private static string Quote(string word)
    {
        string escaped = Specifiers(word);
        return word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_./=:,+@%$".Contains(c, StringComparison.Ordinal))
            ? escaped
            : "\"" + escaped.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
    }

    private static string Specifiers(string text) => text.Replace("%", "%%", StringComparison.Ordinal);
}
