using System.Globalization;
using System.Text.Json;
using LogAnalytics.Tests.SendLogs;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>Logs that were deleted between two runs are said; logs that were moved away after they were read, or never written, are not.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class UnreadLogsTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private int _session;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Lost_hours_are_a_warning_a_gap_and_no_failure()
    {
        Write(10, 1, "10:00", "10:59");
        Assert.DoesNotContain("deleted before", (await RunAsync()).Error, StringComparison.Ordinal);
        Remove();
        Write(14, 1, "14:20", "14:59");

        CliResult result = await RunAsync("--quiet");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("warning: EX01/Hub: logs were deleted before they were read: the last row read was of 2026-03-12 10:59:00Z, and the oldest log there now begins at 2026-03-12 14:20:00Z", result.Error, StringComparison.Ordinal);
        Assert.Equal([["2026-03-12 10:59", "2026-03-12 14:20"]], Gaps());
        Assert.True(LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM coverage WHERE gap = 'deleted_unread'") >= 3);
        Assert.Equal(1, LakeHelper.Number(_workspace.Lake, "SELECT len(warnings) FROM runs ORDER BY started_at DESC LIMIT 1"));
        using JsonDocument run = JsonDocument.Parse(File.ReadAllText(Path.Combine(_workspace.Out, "run.json")));
        Assert.Equal(1, run.RootElement.GetProperty("counts").GetProperty("logs_deleted_unread").GetInt32());
        Assert.Contains("deleted before", run.RootElement.GetProperty("problems").GetProperty("deleted_unread").GetProperty("EX01/Hub").GetString(), StringComparison.Ordinal);
        Assert.Contains("\"deleted_unread\"", File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")), StringComparison.Ordinal);
        // Said once; the gap stays.
        Assert.DoesNotContain("deleted before", (await RunAsync()).Error, StringComparison.Ordinal);
        Assert.Single(Gaps());
    }

    [Fact]
    public async Task Gap_goes_as_far_as_logs_come_late_after_all()
    {
        Write(10, 1, "10:00", "10:59");
        await RunAsync();
        Remove();
        Write(14, 1, "14:00", "14:59");
        await RunAsync();
        Write(11, 1, "11:00", "11:58");
        await RunAsync();
        Assert.Equal([["2026-03-12 10:59", "2026-03-12 11:00"], ["2026-03-12 11:58", "2026-03-12 14:00"]], Gaps());
        Write(12, 1, "10:59", "14:00");
        await RunAsync();
        Assert.Empty(Gaps());
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Missing_numbers_of_the_same_hour_are_a_loss_however_short(int instance, bool isLost)
    {
        Write(10, 1, "10:00", "10:30");
        await RunAsync();
        Remove();
        Write(10, instance, "10:31", "10:50");

        Assert.Equal(isLost, (await RunAsync()).Error.Contains("deleted before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Logs_that_are_moved_away_once_they_are_read_are_no_loss()
    {
        for (int hour = 8; hour < 12; hour++)
        {
            Remove();
            Write(hour, 1, $"{hour:00}:00", $"{hour:00}:59");
            Assert.DoesNotContain("deleted before", (await RunAsync()).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Silence_that_the_server_is_used_to_is_no_loss_but_a_longer_one_is()
    {
        Write(1, 1, "01:00", "01:10");
        Write(7, 1, "07:00", "07:10");
        await RunAsync();
        Remove();
        Write(12, 1, "12:00", "12:10");
        Assert.DoesNotContain("deleted before", (await RunAsync()).Error, StringComparison.Ordinal);
        Remove();
        Write(22, 1, "22:00", "22:10");
        Assert.Contains("deleted before", (await RunAsync()).Error, StringComparison.Ordinal);
        // A loss teaches nothing about silence.
        Remove();
        Write(30, 1, "30:00", "30:10");
        Assert.Contains("deleted before", (await RunAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_whose_last_log_is_still_there_was_silent()
    {
        Write(1, 1, "01:00", "01:10");
        await RunAsync();
        Write(20, 1, "20:00", "20:10");
        Assert.DoesNotContain("deleted before", (await RunAsync()).Error, StringComparison.Ordinal);
        // Other logs of other servers, older and of another service say nothing about this one.
        Remove();
        Write(0, 1, "00:10", "00:20");
        Write(21, 1, "21:00", "21:10", "EX02");
        Assert.DoesNotContain("deleted before", (await RunAsync()).Error, StringComparison.Ordinal);
    }

    private Task<CliResult> RunAsync(params string[] options) =>
        CliRunner.RunAsync(["run", _workspace.Logs, "--lake", _workspace.Lake, "--out", _workspace.Out, .. options]);

    private List<object?[]> Gaps() =>
        LakeHelper.Rows(_workspace.Lake, "SELECT strftime(gap_from, '%Y-%m-%d %H:%M'), strftime(gap_to, '%Y-%m-%d %H:%M') FROM coverage_gaps WHERE kind = 'deleted_unread' ORDER BY gap_from");

    private void Remove()
    {
        if (Directory.Exists(_workspace.Logs))
            Directory.Delete(_workspace.Logs, recursive: true);
    }

    // A session from the first to the last minute. Hours beyond 23 are the next day's.
    private void Write(int hour, int instance, string from, string to, string server = "EX01")
    {
        string session = string.Create(CultureInfo.InvariantCulture, $"08DE7A{++_session:X10}");
        DateTime stamp = new DateTime(2026, 3, 12).AddHours(hour);
        string[] rows =
        [
            string.Create(CultureInfo.InvariantCulture, $"{Time(from)},Outbound,{session},0,,198.51.100.25:25,*,,attempting to connect"),
            string.Create(CultureInfo.InvariantCulture, $"{Time(to)},Outbound,{session},1,192.0.2.10:3796,198.51.100.25:25,-,,Local"),
        ];
        _workspace.Write(
            string.Create(CultureInfo.InvariantCulture, $"logs/{server}/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND{stamp:yyyyMMddHH}-{instance}.LOG"),
            LogWriter.Header + string.Concat(rows.Select(row => row + "\r\n")));

        static string Time(string clock) =>
            new DateTime(2026, 3, 12).AddHours(int.Parse(clock[..2], CultureInfo.InvariantCulture)).AddMinutes(int.Parse(clock[3..], CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }
}
