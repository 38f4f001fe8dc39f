using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Tests.Reports;

public class ClockOrderTests
{
    private static readonly DateTime _good = new(2026, 3, 10, 7, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(-2000, 1500, 5, false)]
    [InlineData(-2000, 4000, 5, true)]
    // The good server's clock is ahead: the bounds lie further apart than they seem.
    [InlineData(4000, -2000, 5, false)]
    public void Note_is_made_where_the_clocks_can_turn_the_order(long goodAheadMs, long badAheadMs, int secondsApart, bool isNoted) =>
        Assert.Equal(isNoted, ClockOrder.Note(Point("EX01", 0), Point("EX02", secondsApart), [new("EX01", goodAheadMs), new("EX02", badAheadMs)]) is not null);

    [Fact]
    public void One_server_has_one_order() =>
        Assert.Null(ClockOrder.Note(Point("EX01", 0), Point("EX01", 1), [new("EX01", 9000)]));

    private static TrialPoint Point(string server, int seconds) => new(_good.AddSeconds(seconds), _good, server, "08DE", "a.LOG", 1);
}
