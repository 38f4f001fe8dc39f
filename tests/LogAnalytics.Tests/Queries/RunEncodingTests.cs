using System.Globalization;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Detection;
using LogAnalytics.Queries;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>The series that SQL encodes, piece by piece, against trials counted one by one.</summary>
public sealed class RunEncodingTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("partial", 3, 40)]
    [InlineData("clean_noisy", 4, 25)]
    [InlineData("rollout", 5, 15)]
    [InlineData("server_certificate_differs", 6, 1_000_000)]
    public async Task Runs_are_those_of_trials_counted_one_by_one(string kind, int seed, int most)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = kind, Seed = seed, Servers = 3, Days = 2, SessionsPerServerHour = 4 });
        await LakeHelper.ConvertAsync(_workspace.Lake, tree.Root);
        using LakeDatabase database = LakeHelper.Open(_workspace.Lake);
        GivenRelevance.Prepare(database, []);

        IReadOnlyList<SeriesSummary> series = SeriesReader.Prepare(database, null, null, mostMessages: most);
        TrialSeries runs = SeriesReader.Read(database, Assert.Single(series).Group, [], mostRows: most);

        Assert.Contains(runs.Runs, run => run.Failed);
        Assert.Equal(
            Counted(runs.Group),
            runs.Runs.Select(run => Line(run.RunIndex, run.Failed, runs.Cells[run.Cell], run.Count, run.FirstTrial, run.LastTrial)));
    }

    // One trial after the other; the macro asks for the whole lake at once.
    private List<string> Counted(string group)
    {
        Dictionary<(int Run, bool Failed, string Cell), (string?[] Cell, long Count, long First, long Last)> counts = [];
        (int run, bool? last) = (-1, null);
        foreach (object?[] row in LakeHelper.Rows(_workspace.Lake, $"""
            SELECT
                trial_id, failed, server, connector_id, sent_certificate_thumbprint, public_address, starttls, tls_protocol, local_address,
                sender_slice, recipient_slice
            FROM trials(NULL, NULL)
            WHERE group_id = '{group}' AND is_informative AND NOT is_retry
            ORDER BY trial_id
            """))
        {
            (long trial, bool failed) = (Convert.ToInt64(row[0], CultureInfo.InvariantCulture), (bool)row[1]!);
            string?[] cell = [.. row[2..].Select(value => value?.ToString())];
            if (failed != last)
                run++;
            last = failed;
            var key = (run, failed, string.Join('|', cell.Select(value => value ?? "-")));
            counts[key] = counts.TryGetValue(key, out var count) ? count with { Count = count.Count + 1, Last = trial } : (cell, 1, trial, trial);
        }

        return [.. counts.OrderBy(entry => entry.Key.Run).ThenBy(entry => entry.Value.First)
            .Select(entry => Line(entry.Key.Run, entry.Key.Failed, entry.Value.Cell, entry.Value.Count, entry.Value.First, entry.Value.Last))];
    }

    private static string Line(int run, bool failed, IEnumerable<string?> cell, long count, long first, long last) =>
        $"{run} {failed} {count} {first} {last} {string.Join('|', cell.Select(value => value ?? "-"))}";
}
