using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;
using LogAnalytics.Cli.Options;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>The peer doing the same work: events in session order and a table of sessions.</summary>
internal static class SortedComparison
{
    public static void Run(Bench bench, Section section)
    {
        LogSet logs = bench.Sets.Get(SetShape.Usual, bench.Options.SortedSize);
        Console.Error.WriteLine($"{section.Title}: one round …");
        Runs sorted = new("DuckDB, events in session order + sessions"), ours = new("loganalytics convert");
        ours.Add(bench.Ours(logs, bench.Output("lake")));
        sorted.Add(bench.Peer("sorted", logs));
        section.Say($"{SizeText.Show(logs.Bytes)} of logs in {logs.Files} files, one round: the peer sorts by session id and sequence number, and groups its rows by session.");
        section.Add(Runs.Table(logs, sorted, ours));
        section.Add(Runs.Ratios(ours, sorted));
        bench.RemoveOutput();
    }
}
