using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

public sealed class ClockSkewViewTests : IDisposable
{
    private static readonly DateTime _day = new(2026, 3, 10, 7, 0, 0);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    // Rows of the banner stand at the full second, so a banner of the same second shows no skew.
    [Fact]
    public async Task Clock_skew_sums_up_each_server_and_day_by_source()
    {
        await ConvertAsync(
            Banner("EX01", 1, _day, "06:59:58"), Banner("EX01", 2, _day, "06:59:57"), Banner("EX01", 3, _day, "07:00:05"),
            Banner("EX01", 4, _day.AddDays(1), "07:00:00"), Banner("EX02", 5, _day, "07:00:01"),
            Bracket("EX01", 6, _day, "2026-03-10T06:59:59.750Z"), Silent("EX01", 7, _day));

        Assert.Equal(
            [
                "EX01 2026-03-10 banner 3 1 2000 -5000 3000", "EX01 2026-03-10 bracket 1 1 250 250 250", "EX01 2026-03-11 banner 1 1 0 0 0",
                "EX02 2026-03-10 banner 1 1 -1000 -1000 -1000",
            ],
            LakeHelper.Rows(_workspace.Lake, """
                SELECT concat_ws(' ', server, day, source, samples, receivers, median_ms, min_ms, max_ms) FROM clock_skew ORDER BY server, day, source
                """).Select(row => (string)row[0]!));
    }

    [Fact]
    public async Task Sessions_without_a_clock_have_null()
    {
        await ConvertAsync(Silent("EX01", 1, _day), Bracket("EX01", 2, _day, "2026-03-10T06:59:59.750Z"));
        Assert.Equal(
            [[null, null, null], [250L, "bracket", "08DD3FA5DBC8F401"]],
            LakeHelper.Rows(_workspace.Lake, "SELECT clock_skew_ms, clock_source, receiver_session_id FROM sessions ORDER BY session_id"));
    }

    private async Task ConvertAsync(params (string Server, string Rows)[] sessions)
    {
        foreach (IGrouping<string, (string Server, string Rows)> server in sessions.GroupBy(session => session.Server))
            _workspace.Write($"logs/{server.Key}/{LogRows.FileName(_day)}", LogRows.Header + string.Concat(server.Select(session => session.Rows)));
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
    }

    private static (string, string) Banner(string server, int id, DateTime time, string clock) =>
        (server, Session(id, time, $"\"220 mx.fabrikam.com ESMTP ready at Tue, {time.Day} Mar 2026 {clock} +0000\""));

    private static (string, string) Bracket(string server, int id, DateTime time, string clock) =>
        (server, Session(id, time, "220 mx.fabrikam.com ESMTP", $"421 4.3.2 Busy [mx.fabrikam.com {clock} 08DD3FA5DBC8F401]"));

    private static (string, string) Silent(string server, int id, DateTime time) => (server, Session(id, time, "220 mx.fabrikam.com ESMTP"));

    private static string Session(int id, DateTime time, params string[] replies) =>
        LogRows.Row(time, $"08DE00000000000{id}", 0, "+", "") + string.Concat(replies.Select((reply, i) => LogRows.Row(time, $"08DE00000000000{id}", i + 1, "<", reply)));
}
