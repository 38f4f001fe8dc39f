using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>Runs of the public address, hour by hour: a change, a roll-back, and a pool that changes nothing.</summary>
public sealed class LineageViewTests : IDisposable
{
    private static readonly DateTime _day = new(2026, 3, 10, 0, 0, 0);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Roll_back_gives_the_old_value_a_second_run()
    {
        // Ten hours of .10, four of .20, then .10 again; two sessions an hour.
        await WriteAsync(hour => hour is >= 10 and < 14 ? "203.0.113.20" : "203.0.113.10");
        Assert.Equal(
            ["203.0.113.10 1 0 9 false", "203.0.113.20 1 10 13 true", "203.0.113.10 2 14 23 true"],
            Texts("SELECT concat_ws(' ', value, run, hour(first_seen), hour(last_seen), is_new) FROM lineage WHERE attribute = 'public_address' ORDER BY first_seen"));
        Assert.Equal(
            ["203.0.113.10 203.0.113.20 false", "203.0.113.20 203.0.113.10 true"],
            Texts("SELECT concat_ws(' ', from_value, value, is_return) FROM rotations WHERE attribute = 'public_address' ORDER BY first_seen"));
    }

    [Fact]
    public async Task Addresses_of_a_pool_take_turns_without_any_change()
    {
        await WriteAsync(hour => hour * 7 % 3 == 0 ? "203.0.113.20" : "203.0.113.10");
        Assert.Equal(
            ["203.0.113.10 1", "203.0.113.20 1"],
            Texts("SELECT concat_ws(' ', value, run) FROM lineage WHERE attribute = 'public_address' ORDER BY value"));
        Assert.Empty(Texts("SELECT value FROM rotations"));
    }

    private async Task WriteAsync(Func<int, string> address)
    {
        IEnumerable<string> rows = Enumerable.Range(0, 48).SelectMany(i =>
            LogRows.Session($"08DE0000000000{i:X2}", _day.AddMinutes(30 * i), TimeSpan.Zero).Select(row => row.Replace("203.0.113.10", address(i / 2), StringComparison.Ordinal)));
        LogRows.WriteByHour(Path.Combine(_workspace.Logs, "EX01"), rows);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
    }

    private string[] Texts(string sql) => [.. LakeHelper.Rows(_workspace.Lake, sql).Select(row => (string)row[0]!)];
}
