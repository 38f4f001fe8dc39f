using LogAnalytics.Benchmarks.Reporting;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>One thing that is measured.</summary>
/// <param name="IsUsual">Runs unless others are named.</param>
internal sealed record Part(string Name, string Title, string Description, bool IsUsual, Action<Bench, Section> Run)
{
    public static IReadOnlyList<Part> All { get; } =
    [
        new("comparison", "Conversion", "Part: ours against the peer, tuned and out of the box; SHA-256 apart; output by table.", true, Comparison.Run),
        new("sorted", "Conversion, same work", "Part: ours against the peer that puts sessions in order and makes a table of them.", true, SortedComparison.Run),
        new("queries", "Queries", "Part: certificates by endpoint and hourly errors, over raw logs, flat Parquet and the lake.", true, QueryComparison.Run),
        new("startup", "Start-up", "Part: --help and a tiny conversion.", true, Startup.Run),
        new("unchanged", "Nothing new", "Part: a second convert and run over 10,000 small files that the ledger has already.", true, Unchanged.Run),
        new("lossless", "Lossless", "Part: the logs are restored from the lake and compared.", true, Lossless.Run),
        new("scaling", "Scaling", "Part: sizes, threads, few large and many small files, cold files.", false, Scaling.Run),
        new("analyze", "Analysis", "Part: analyze over lakes of 10^5, 10^6 and 10^7 sessions (--sessions: the largest), by stage.", false, Analysis.Run),
        new("partials", "Analysis on several machines", "Part: analyze of the largest of these lakes against four tasks of partial and analyze --manifest.", false, Partials.Run),
        new("search", "Search", "Part: the search alone, over run-encoded series of 10^6, 10^7 and 10^8 sessions (ten times --sessions).", false, RunSearch.Run),
        new("export", "Export", "Part: SELECT * FROM events as CSV, over the lake of half of --size.", false, Export.Run),
        new("report", "Report", "Part: the report of 20 servers with an incident each, a tenth of --sessions together; time and size.", false, Report.Run),
        new("micro", "Stages", "Part: reader, stitcher, interpreter and writer one by one (BenchmarkDotNet).", false, Micro.Run),
    ];
}
