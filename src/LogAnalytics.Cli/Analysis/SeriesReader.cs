using LogAnalytics.Detection;
using LogAnalytics.Queries;
using LogAnalytics.Queries.Chunks;

namespace LogAnalytics.Cli.Analysis;

/// <summary>One series of trials: how many, how many failed, and the runs for the search where any did.</summary>
public sealed record SeriesSummary(string Group, long Trials, long Failed, DateTime First, DateTime Last);

/// <summary>A sender domain by the number that it has in one analysis.</summary>
public sealed record SenderNumber(long Number, string Domain);

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

    // What the engine counts by run and cell at once.
    private const long MostRows = 2_000_000;

    /// <param name="mostMessages">In a span of time that is put in order at once, if it is longer than an hour.</param>
    /// <param name="ofPartials">Takes them in place of the lake's messages.</param>
    public static IReadOnlyList<SeriesSummary> Prepare(LakeDatabase database, DateTime? from, DateTime? to, long mostMessages = MostMessages, bool ofPartials = false)
    {
        database.Execute("series/places");
        foreach (string module in ofPartials ? (string[])["merged/attempts"] : ["series/names", "series/attempts"])
            database.Execute(module);
        database.Execute("series/numbered");
        // A span after the other, so that what is put in order at once fits into memory.
        Dictionary<string, object?> bounds = new() { ["from"] = from, ["to"] = to, ["most_messages"] = mostMessages };
        database.Execute("staging/pieces");
        database.Execute("staging/part_units");
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

    /// <summary>Senders of a series that nearly always fail, so often that their failures had better be set aside.</summary>
    public static IReadOnlyList<SenderNumber> AlwaysFailing(LakeDatabase database, string group, long leastFailures) => database.Query(
        "series/always_failing", row => new SenderNumber(row.Number("sender"), row.Text("sender_domain")!),
        new Dictionary<string, object?> { ["group_id"] = group, ["least_failures"] = leastFailures });

    /// <param name="aside">Senders whose failures end no run: without loss for every slice that they are taken out of.</param>
    /// <param name="mostRows">Of as many runs as have so many rows at most, those are read at once.</param>
    public static TrialSeries Read(LakeDatabase database, string group, IEnumerable<SenderNumber> aside, long mostRows = MostRows)
    {
        List<IReadOnlyList<string?>> cells = database.Query("series/cell_values", row => (IReadOnlyList<string?>)[.. Attributes.Select(row.Text)]);
        database.Execute("series/run_numbers", new Dictionary<string, object?>
        {
            ["group_id"] = group,
            ["aside"] = string.Join(',', aside.Select(sender => sender.Number)),
            ["most_rows"] = mostRows,
        });
        // Millions: a list that grows would hold them twice and more.
        List<TrialRun[]> runs = [];
        foreach (long piece in database.Query("series/run_pieces", row => row.Number("piece")))
        {
            database.Execute("series/run_piece", new Dictionary<string, object?> { ["piece"] = piece });
            database.ForEachChunk("series/runs", chunk => runs.Add(Runs(chunk)));
        }

        return new TrialSeries(group, Attributes, cells, Joined(runs));
    }

    private static TrialRun[] Joined(List<TrialRun[]> chunks)
    {
        TrialRun[] runs = new TrialRun[chunks.Sum(chunk => chunk.Length)];
        int length = 0;
        foreach (TrialRun[] chunk in chunks)
        {
            chunk.CopyTo(runs, length);
            length += chunk.Length;
        }

        return runs;
    }

    private static TrialRun[] Runs(ResultChunk chunk)
    {
        TrialRun[] runs = new TrialRun[chunk.Rows];
        for (int row = 0; row < runs.Length; row++)
        {
            runs[row] = new TrialRun(
                (int)chunk.Number(0, row), chunk.Flag(1, row), (int)chunk.Number(2, row), chunk.Number(3, row),
                chunk.Number(4, row), chunk.Number(5, row), chunk.Number(6, row), chunk.Number(7, row));
        }

        return runs;
    }
}
