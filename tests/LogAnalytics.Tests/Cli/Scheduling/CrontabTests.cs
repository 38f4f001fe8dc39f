using System.Diagnostics;
using CsCheck;
using LogAnalytics.Cli.Scheduling;
using LogAnalytics.Inputs;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Scheduling;

/// <summary>The line for cron, carried out by the shell that cron calls.</summary>
public sealed class CrontabTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Arguments_arrive_as_they_were()
    {
        if (OperatingSystem.IsWindows())
            return;
        string tool = Script("for word in \"$@\"; do printf '<%s>' \"$word\"; done; exit 3");
        JobGen.Word.Where(word => !word.Contains('\\')).Array[1, 5].Sample(
            words =>
            {
                (string said, int exitCode) = Carry(Crontab.Line(JobGen.Of(words) with { Tool = tool, User = null }));
                Assert.Equal((string.Concat(words.Select(word => $"<{word}>")) + " (exit 3)\n", 3), (said, exitCode));
            },
            iter: 30);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(75, "")]
    [InlineData(1, "found (exit 1)\n")]
    [InlineData(4, "found (exit 4)\n")]
    public void Mail_comes_only_when_there_is_something_to_look_at(int exitCode, string mail)
    {
        if (OperatingSystem.IsWindows())
            return;
        string tool = Script($"echo found; exit {exitCode}");

        Assert.Equal((mail, exitCode), Carry(Crontab.Line(JobGen.Of("run") with { Tool = tool, User = null })));
    }

    [Fact]
    public void Account_stands_before_the_command_and_an_hourly_job_has_no_hour()
    {
        Assert.Contains("\n30 0 * * * CONTOSO", Crontab.Line(JobGen.Of("run")));
        Assert.Contains("\n30 * * * * said=", Crontab.Line(JobGen.Of("run") with { IsHourly = true, User = null }));
    }

    [Fact]
    public void Backslash_is_refused() => Assert.Throws<InputException>(() => Crontab.Line(JobGen.Of("run", "a\\b")));

    // As cron does: five fields, then the command up to a percent sign; one behind a backslash is itself.
    private static (string Said, int ExitCode) Carry(string text)
    {
        string line = text.Split('\n').Single(line => line.Length > 0 && line[0] != '#');
        string command = line.Split(' ', 6)[5];
        Assert.DoesNotContain('%', command.Replace("\\%", "", StringComparison.Ordinal));
        using Process shell = Tool.Run("/bin/sh", "-c", command.Replace("\\%", "%", StringComparison.Ordinal));
        string said = shell.StandardOutput.ReadToEnd() + shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        return (said, shell.ExitCode);
    }

    private string Script(string body)
    {
        string path = _workspace.Write("to ol%.sh", "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}
