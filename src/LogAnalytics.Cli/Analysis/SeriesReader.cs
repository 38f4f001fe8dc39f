using LogAnalytics.Detection;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Analysis;

/// <summary>One series of trials: how many, how many failed, and the runs for the search where any did.</summary>
public sealed record SeriesSummary(string Group, long Trials, long Failed, DateTime First, DateTime Last);

/// <summary>Tables to series: the SQL of <c>Sql/series</c> in the shape that the search takes.</summary>
public static class SeriesReader
{
    /// <summary>Slice attributes in the order in which ties are decided, as series_cells numbers them.</summary>
    public static readonly string[] Attributes =
    [
        "server", "connector", "certificate", "public_address", "starttls", "tls_protocol", "local_address", "sender_domain", "recipient_domain",
    ];

    // What the engine puts in order at once; of this many it needs about 300 MB.
    private const long MostMessages = 2_000_000;

    /// <param name="mostMessages">In a span of time that is put in order at once, if it is longer than an hour.</param>
    public static IReadOnlyList<SeriesSummary> Prepare(LakeDatabase database, DateTime? from, DateTime? to, long mostMessages = MostMessages)
    {
        database.Execute("series/places");
        database.Execute("series/names");
        database.Execute("series/numbered");
        // A span after the other, so that what is put in order at once fits into memory.
        foreach (Dictionary<string, object?> span in Spans(database, from, to, mostMessages))
            database.Execute("series/span", span);
        database.Execute("series/failures");
        database.Execute("series/informative");
        database.Execute("series/trials");
        database.Execute("series/cells");
        return database.Query("series/groups", row => new SeriesSummary(
            row.Text("group_id")!, row.Number("trials"), row.Number("failed"), row.Time("first_trial_at")!.Value, row.Time("last_trial_at")!.Value));
    }

    public static TrialSeries Read(LakeDatabase database, string group)
    {
        List<IReadOnlyList<string?>> cells = database.Query("series/cell_values", row => (IReadOnlyList<string?>)[.. Attributes.Select(row.Text)]);
        List<TrialRun> runs = database.Query(
            "series/runs",
            row => new TrialRun(
                (int)row.Number("run_index"), row.Flag("failed"), (int)row.Number("cell"), row.Number("trials"),
                row.Number("first_trial"), row.Number("last_trial"), row.Number("first_micros"), row.Number("last_micros")),
            new Dictionary<string, object?> { ["group_id"] = group });
        return new TrialSeries(group, Attributes, cells, runs);
    }

    private static List<Dictionary<string, object?>> Spans(LakeDatabase database, DateTime? from, DateTime? to, long mostMessages) => database.Query(
        "series/spans",
        row => new Dictionary<string, object?> { ["span_from"] = row.Time("span_from"), ["span_to"] = row.Time("span_to") },
        new Dictionary<string, object?> { ["from"] = from, ["to"] = to, ["most_messages"] = mostMessages });
}
