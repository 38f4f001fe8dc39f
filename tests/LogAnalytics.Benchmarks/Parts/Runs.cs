using System.Text.RegularExpressions;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>The runs of one contestant, in order of their rounds.</summary>
internal sealed partial class Runs(string name)
{
    private readonly List<Measurement> _all = [];

    public string Name => name;

    public Spread Wall => Spread.Of(Values(run => run.WallSeconds));

    public Spread Cpu => Spread.Of(Values(run => run.CpuSeconds));

    public Spread Peak => Spread.Of(Values(run => run.PeakMegabytes));

    public Spread Output => Spread.Of(Values(run => run.OutputMegabytes));

    /// <summary>As each run says it in its first number that stands before "rows".</summary>
    public IEnumerable<string> RowsWritten => _all.Select(run => Rows().Match(string.Join('\n', run.Lines)).Value);

    public void Add(Measurement run) => _all.Add(run);

    public IEnumerable<double> Values(Func<Measurement, double> value) => _all.Select(value);

    /// <summary>Wall time, throughput, CPU time, memory and output of contestants.</summary>
    public static MarkdownTable Table(LogSet logs, params Runs[] contestants)
    {
        MarkdownTable table = new("", "wall, s", "MB/s", "CPU, s", "peak memory, MB", "output, MB");
        foreach (Runs runs in contestants)
        {
            table.Add(
                runs.Name, runs.Wall.ToString(), Spread.Of(runs.Values(run => logs.Megabytes / run.WallSeconds)).ToString(),
                runs.Cpu.ToString(), runs.Peak.ToString(), runs.Output.Median == 0 ? "–" : runs.Output.ToString());
        }

        return table;
    }

    [GeneratedRegex("[0-9]+(?= rows)")]
    private static partial Regex Rows();

    /// <summary>Ours ÷ each of the others, round by round.</summary>
    public static MarkdownTable Ratios(Runs ours, params Runs[] others)
    {
        MarkdownTable table = new("loganalytics ÷", "wall", "CPU", "peak memory", "output");
        foreach (Runs other in others)
        {
            table.Add(
                other.Name, Ratio(run => run.WallSeconds), Ratio(run => run.CpuSeconds), Ratio(run => run.PeakMegabytes), Ratio(run => run.OutputMegabytes));

            string Ratio(Func<Measurement, double> value) => Spread.OfRatios(ours.Values(value), other.Values(value)).AsRatio();
        }

        return table;
    }
}
