using System.Globalization;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>The report of many incidents: how long it takes once they are found, and how large it is.</summary>
internal static class Report
{
    // A million of the ten million that an analysis has at most.
    private const int SessionsToReport = 10;

    public static void Run(Bench bench, Section section)
    {
        long sessions = bench.Options.Sessions / SessionsToReport;
        string lake = bench.IncidentLake.Get(sessions);
        Console.Error.WriteLine($"{section.Title} …");
        string output = bench.Output("report");
        Measurement run = MeasuredProcess.Run(null, "ours", "analyze", "--lake", lake, "--out", output, "--quiet", "--threads", bench.Threads);
        RunRecord record = FindingsJson.Read<RunRecord>(File.ReadAllText(Path.Combine(output, "run.json")));
        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(output, "findings.json")));
        string report = Path.Combine(output, "report.html"), kept = Path.Combine(AppContext.BaseDirectory, "report.html");
        // To be opened: .ci/browser --time takes the time of that.
        File.Copy(report, kept, overwrite: true);
        section.Say(string.Create(CultureInfo.InvariantCulture, $"""
            {record.Counts["sessions"]:N0} sessions of {IncidentLake.Servers} servers, {findings.Incidents.Count} incidents: `analyze` takes {run.WallSeconds:0.0} s ({run.CpuSeconds:0.0} CPU s, {run.PeakMegabytes:0} MB), of which
            reading what the report shows {record.TimingsSeconds["analyze.report"]:0.00} s, and writing report.html, findings.json, report.md and incidents.csv {record.TimingsSeconds["analyze.write"]:0.00} s;
            `report.html` has {new FileInfo(report).Length / 1048576.0:0.00} MB.
            """));
        Console.Error.WriteLine($"the report: {kept}");
        bench.RemoveOutput();
    }
}
