using System.Globalization;
using LogAnalytics.Benchmarks.Engines;
using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;
using LogAnalytics.Cli.Options;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>Two questions of an incident morning, asked of the raw logs, of flat Parquet, and of the lake.</summary>
internal static class QueryComparison
{
    private sealed record Answer(double Milliseconds, int Rows, string Hash);

    public static void Run(Bench bench, Section section)
    {
        LogSet logs = bench.Sets.Get(SetShape.Usual, bench.Options.QuerySize);
        bench.Sets.RequireRoom(logs.Bytes / 4);
        Console.Error.WriteLine($"{section.Title} …");
        string lake = bench.Output("lake");
        bench.Ours(logs, lake);
        bench.Peer("tuned", logs);
        Dictionary<string, Answer> csv = Ask("query-peer", "queries/source_csv", logs.Folder, bench.Threads);
        Dictionary<string, Answer> flat = Ask("query-peer", "queries/source_parquet", bench.Output("peer-tuned"), bench.Threads);
        Dictionary<string, Answer> ours = Ask("query-lake", lake, bench.Threads);

        section.Say($"{SizeText.Show(logs.Bytes)} of logs; milliseconds in the engine (DuckDB for all), warm, median of 7; the rows of the answer are read.");
        MarkdownTable table = new("query", "raw logs", "flat Parquet", "lake", "lake ÷ raw", "lake ÷ flat", "answers");
        Add("certificate × remote endpoint", QueryTimes.CertificateEndpoints);
        Add("attribution errors by hour", QueryTimes.HourlyErrors);
        section.Add(table);
        bench.RemoveOutput();

        void Add(string label, string query)
        {
            (Answer raw, Answer parquet, Answer own) = (csv[query], flat[query], ours[query]);
            bool isSame = raw.Hash == parquet.Hash && parquet.Hash == own.Hash;
            table.Add(
                label, Show(raw), Show(parquet), Show(own), Ratio(own, raw), Ratio(own, parquet), isSame ? $"same {own.Rows} rows" : $"differ: {raw.Rows}, {parquet.Rows}, {own.Rows} rows");
        }
    }

    private static string Show(Answer answer) => Spread.Of([answer.Milliseconds]).ToString();

    private static string Ratio(Answer ours, Answer other) => Spread.Of([ours.Milliseconds / other.Milliseconds]).AsRatio();

    private static Dictionary<string, Answer> Ask(params string[] arguments) =>
        MeasuredProcess.Run(null, arguments).Lines.Select(line => line.Split(' ')).ToDictionary(
            parts => parts[0],
            parts => parts.Length == 4
                ? new Answer(double.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3])
                : throw new BenchException($"unexpected answer: {string.Join(' ', parts)}"));
}
