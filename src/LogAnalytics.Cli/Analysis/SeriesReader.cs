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

    // What the engine puts in order at once; of this many it needs about 150 MB.
    private const long MostMessages = 1_000_000;

    // What the engine counts by cell at once.
    private const long MostTrials = 2_000_000;

    /// <param name="mostMessages">In a span of time that is put in order at once, if it is longer than an hour.</param>
    public static IReadOnlyList<SeriesSummary> Prepare(LakeDatabase database, DateTime? from, DateTime? to, long mostMessages = MostMessages)
    {
        database.Execute("series/places");
        database.Execute("series/names");
        database.Execute("series/numbered");
        // A span after the other, so that what is put in order at once fits into memory.
        Dictionary<string, object?> bounds = new() { ["from"] = from, ["to"] = to, ["most_messages"] = mostMessages };
        database.Execute("staging/pieces");
        database.Execute("series/spans", bounds);
        LakePieces.ForEach(
            database,
            database.Query("series/span_bounds", row => (Piece: row.Number("piece"), From: row.Time("span_from"), To: row.Time("span_to")), bounds),
            span => span.Piece,
            span => database.Execute("series/span", new Dictionary<string, object?> { ["span_from"] = span.From, ["span_to"] = span.To }));
        database.Execute("series/failures");
        database.Execute("series/informative");
        database.Execute("series/trials");
        database.Execute("series/cells");
        return database.Query("series/groups", row => new SeriesSummary(
            row.Text("group_id")!, row.Number("trials"), row.Number("failed"), row.Time("first_trial_at")!.Value, row.Time("last_trial_at")!.Value));
    }

    /// <param name="mostTrials">Of as many runs as hold so many, those are read at once.</param>
    public static TrialSeries Read(LakeDatabase database, string group, long mostTrials = MostTrials)
    {
        List<IReadOnlyList<string?>> cells = database.Query("series/cell_values", row => (IReadOnlyList<string?>)[.. Attributes.Select(row.Text)]);
        database.Execute("series/run_numbers", new Dictionary<string, object?> { ["group_id"] = group, ["most_trials"] = mostTrials });
        List<TrialRun> runs = [];
        foreach ((long first, long last) in database.Query("series/run_pieces", row => (row.Number("first_run"), row.Number("last_run"))))
        {
            database.ForEach(
                "series/runs",
                row => runs.Add(new TrialRun(
                    (int)row.Number("run_index"), row.Flag("failed"), (int)row.Number("cell"), row.Number("trials"),
                    row.Number("first_trial"), row.Number("last_trial"), row.Number("first_micros"), row.Number("last_micros"))),
                new Dictionary<string, object?> { ["group_id"] = group, ["first_run"] = first, ["last_run"] = last });
        }

        return new TrialSeries(group, Attributes, cells, runs);
    }
}
