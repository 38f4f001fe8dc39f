using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>Few rows: what counts as a gap, and what does not.</summary>
public sealed class CoverageViewTests : IDisposable
{
    private static readonly DateTime _day = new(2026, 3, 10, 7, 0, 0);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Missing_instance_is_told_by_number_not_by_text()
    {
        foreach (int instance in new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12 })
            WriteFile(_day, instance, _day.AddMinutes(instance));
        Assert.Equal(["missing_instance 07:10:00 07:12:00 SEND2026031007-11 is missing"], await GapsAsync());
        Assert.Equal([["missing_instance"]], LakeHelper.Rows(_workspace.Lake, "SELECT gap FROM coverage"));
    }

    [Fact]
    public async Task First_files_of_the_oldest_hour_were_deleted_already_and_of_later_hours_are_missing()
    {
        WriteFile(_day, 3, _day.AddMinutes(30));
        WriteFile(_day.AddHours(1), 2, _day.AddMinutes(90));
        Assert.Equal(
            ["retention_edge 07:00:00 07:30:00 SEND2026031007-1 to -2 are missing", "missing_instance 08:00:00 08:30:00 SEND2026031008-1 is missing"],
            await GapsAsync());
    }

    [Fact]
    public async Task Hours_without_sessions_are_no_gap_where_nothing_tells_that_they_should_have_some()
    {
        WriteFile(_day, 1, _day);
        WriteFile(_day.AddHours(9), 1, _day.AddHours(9));
        Assert.Empty(await GapsAsync());
        Assert.Equal(10, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM coverage WHERE gap IS NULL"));
    }

    private void WriteFile(DateTime hour, int instance, DateTime start) => _workspace.Write(
        $"logs/EX01/SEND{hour:yyyyMMddHH}-{instance}.LOG",
        LogRows.Header + string.Concat(LogRows.Session($"08DE{start:yyyyMMddHHmm}", start, TimeSpan.Zero)));

    private async Task<string[]> GapsAsync()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        return [.. LakeHelper.Rows(_workspace.Lake, """
            SELECT concat_ws(' ', kind, strftime(gap_from, '%H:%M:%S'), strftime(gap_to, '%H:%M:%S'), evidence) FROM coverage_gaps ORDER BY gap_from
            """).Select(row => (string)row[0]!)];
    }
}
