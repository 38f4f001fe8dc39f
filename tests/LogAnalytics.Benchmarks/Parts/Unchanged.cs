using System.Diagnostics;
using System.Globalization;
using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>What an hourly job costs when nothing has come since the last one: the published tool over many small files.</summary>
internal static class Unchanged
{
    private const int Files = 10_000;
    private const int QuickFiles = 200;
    private const int Starts = 5;

    // Servers × hours: one busy farm for six weeks, and many servers for some hours.
    private static readonly int[] _servers = [10, 1_000];

    private const string Header =
        "#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: SMTP Send Protocol Log\r\n#Date: 2026-01-01T00:00:00.000Z\r\n"
        + "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\r\n";

    public static void Run(Bench bench, Section section)
    {
        int files = bench.Options.IsQuick ? QuickFiles : Files;
        MarkdownTable table = new("", "wall, s", "CPU, s");
        foreach (int servers in _servers.Select(count => Math.Min(count, files)))
        {
            string logs = bench.Output("logs"), lake = bench.Output("lake"), results = bench.Output("out");
            Write(logs, servers, files / servers);
            Start("run", logs, "--lake", lake, "--out", results, "--quiet");
            foreach ((string verb, string[] more) in new (string, string[])[] { ("convert", []), ("run", ["--out", results]), ("analyze", ["--out", results]) })
            {
                string[] inputs = verb == "analyze" ? [] : [logs];
                (double Wall, double? Cpu)[] runs = [.. Enumerable.Range(0, bench.Options.IsQuick ? 1 : Starts).Select(_ => Start([verb, .. inputs, "--lake", lake, "--quiet", .. more]))];
                table.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{verb}, {files / servers * servers:N0} files of {servers:N0} servers"),
                    Spread.Of(runs.Select(run => run.Wall)).ToString(), runs.Any(run => run.Cpu is null) ? "–" : Spread.Of(runs.Select(run => run.Cpu!.Value)).ToString());
            }

            bench.RemoveOutput();
        }

        section.Say("The executable as it is published, after a first run over the same files. `run` keeps the results of the first one, which it proves by their manifest; `analyze` looks again.");
        section.Add(table);
    }

    private static void Write(string root, int servers, int hours)
    {
        DateTime start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (int server = 0; server < servers; server++)
        {
            string folder = Path.Combine(root, FormattableString.Invariant($"EX{server:0000}"), "TransportRoles/Logs/Hub/ProtocolLog/SmtpSend");
            Directory.CreateDirectory(folder);
            for (int hour = 0; hour < hours; hour++)
            {
                DateTime time = start.AddHours(hour);
                string session = FormattableString.Invariant($"08DE{server:X4}{hour:X8}");
                string row = FormattableString.Invariant($"{time:yyyy-MM-dd'T'HH':15:00.000Z'},Outbound,{session}");
                File.WriteAllText(
                    Path.Combine(folder, FormattableString.Invariant($"SEND{time:yyyyMMddHH}-1.LOG")),
                    Header + $"{row},0,,198.51.100.25:25,*,,attempting to connect\r\n{row},1,192.0.2.10:3796,198.51.100.25:25,-,,Local\r\n");
            }
        }
    }

    private static (double Wall, double? Cpu) Start(params string[] arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "loganalytics.exe" : "loganalytics");
        double? before = ChildUsage.CpuSeconds();
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double wall = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? (wall, ChildUsage.CpuSeconds() - before) : throw new BenchException($"'loganalytics {string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }
}
