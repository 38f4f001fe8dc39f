using System.Globalization;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Queries;
using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>The order of trials where a day has several parts, many trials share an instant, and ids go another way than time.</summary>
public sealed class SpanOrderTests : IDisposable
{
    // More than a part takes: 240,000 rows.
    private const int Sessions = 17_000;
    private const string Columns = "trial_id, failed, server, service, part_id, session_number, message_index, decided_at";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(3_000)]
    public async Task Trials_are_numbered_as_a_window_in_their_order_numbers_them(long mostMessages)
    {
        DateTime start = new(2026, 3, 10, 1, 0, 0, DateTimeKind.Utc);
        LogRows.WriteByHour(
            Path.Combine(_workspace.Logs, "EX01"),
            Enumerable.Range(0, Sessions)
                .SelectMany(i => LogRows.Session(IdOf(i), start.AddSeconds(i / 50 * 15), TimeSpan.FromMilliseconds(10))
                    .Select(row => i % 97 == 0 ? row.Replace("250 2.1.5 Recipient OK", "550 5.7.64 TenantAttribution; Relay Access Denied", StringComparison.Ordinal) : row))
                .OrderBy(row => row[..24], StringComparer.Ordinal));
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        Assert.True(LakeHelper.Number(_workspace.Lake, "SELECT max(part_number) FROM _kinds") > 0);
        Assert.Equal(0, LakeHelper.SessionsOutOfOrder(_workspace.Lake));

        using LakeDatabase database = LakeHelper.Open(_workspace.Lake);
        GivenRelevance.Prepare(database, []);
        SeriesReader.Prepare(database, null, null, mostMessages);

        Assert.Equal(Sessions, LakeHelper.Number(database, "SELECT count(*) FROM trials"));
        Assert.Equal(0, LakeHelper.Number(database, $"SELECT count(*) FROM (SELECT {Columns} FROM trials(NULL, NULL) EXCEPT SELECT {Columns} FROM trials)"));
        Assert.Equal(0, LakeHelper.Number(database, "SELECT count(*) FROM _numbered AS n WHERE n.failures <> (SELECT count(*) FROM failures AS f WHERE f.trial_id <= n.trial_id)"));
    }

    // Spread over all ids: the next session in time is far away.
    private static string IdOf(int i) => ((ulong)i * 0x9E3779B97F4A7C15).ToString("X16", CultureInfo.InvariantCulture);
}
