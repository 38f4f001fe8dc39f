using LogAnalytics.Lake;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Regressions;

/// <summary>
/// A session that was cut just after midnight waited for the end of its last day, and then had the day before, written long since, read
/// back and written again: half as much CPU time more for every busy server.
/// </summary>
public sealed class DayWrittenOnceTests : IDisposable
{
    private static readonly DateTime _firstDay = new(2026, 3, 10, 0, 30, 0, DateTimeKind.Utc);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(1, 60)] // 23:59:59 to 00:00:01 and no more: the last rows were lost.
    [InlineData(14, 3)] // Ten seconds over midnight, and whole.
    public async Task Convert_of_a_session_over_midnight_writes_each_row_once(int rowsOfCut, int minutesBetween)
    {
        List<string> rows = [];
        for (int minute = 0; minute < 48 * 60; minute += minutesBetween)
            rows.AddRange(LogRows.Session($"08DE00000000{minute:X4}", _firstDay.AddMinutes(minute), TimeSpan.FromMilliseconds(100)));
        rows.AddRange(LogRows.Session("08DE0000FFFFFFFF", _firstDay.Date.AddDays(1).AddSeconds(-rowsOfCut + 0.5), TimeSpan.FromSeconds(1)).Take(rowsOfCut + 1));
        LogRows.WriteByHour(Path.Combine(_workspace.Logs, "EX01", "TransportRoles", "Logs", "Hub", "ProtocolLog", "SmtpSend"), rows.Order(StringComparer.Ordinal));
        ConvertProgress progress = new();

        ConvertReport report = await new LakeConverter(new LakeFolder(_workspace.Lake), new ConvertOptions { Threads = 1 }, progress)
            .ConvertAsync(LakeHelper.List(_workspace.Logs), CancellationToken.None);

        Assert.Equal(rows.Count, report.EventLines);
        Assert.Equal(report.EventLines, progress.RowsWritten);
    }
}
