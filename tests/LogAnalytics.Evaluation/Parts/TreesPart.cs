using System.Globalization;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Evaluation.Options;
using LogAnalytics.Evaluation.Scoring;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Samples;

namespace LogAnalytics.Evaluation.Parts;

/// <summary>Log trees of every kind through the whole tool, against their truth.json.</summary>
internal static class TreesPart
{
    public static async Task<(string Table, int Wrong)> RunAsync(EvaluationOptions options, TextWriter log)
    {
        var table = new MarkdownTable(["kind", "trees", "incidents", "found", "false", "last good", "first bad", "recovery", "cause", "strong and wrong"]);
        var wrong = 0;
        var kinds = SampleKinds.All.Where(kind => kind.Id != "damaged").ToArray();
        foreach (var kind in kinds)
        {
            var count = new int[9];
            for (var seed = 0; seed < (options.IsQuick ? 1 : 5); seed++)
                wrong += await CountAsync(kind, options.FirstSeed + seed, count, log);
            table.Add([kind.Id, .. count.Select(value => value.ToString(CultureInfo.InvariantCulture))]);
        }
        return (table.ToString(), wrong);
    }

    private static async Task<int> CountAsync(SampleKind kind, int seed, int[] count, TextWriter log)
    {
        var root = Directory.CreateTempSubdirectory("loganalytics-evaluation-").FullName;
        try
        {
            var logs = Path.Combine(root, "logs");
            var dialect = seed % 2 == 0 ? SampleDialect.New : SampleDialect.Old;
            var truth = SampleTree.Write(logs, new SampleOptions { Incident = kind.Id, Seed = seed, Dialect = dialect, Servers = 3, Days = 2, SessionsPerServerHour = 8 });
            var output = Path.Combine(root, "out");
            var exit = await RunToolAsync(["run", logs, "--lake", Path.Combine(root, "lake"), "--out", output, "--quiet"]);
            var findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(output, "findings.json")));
            var major = findings.Incidents.Where(incident => incident.Severity == "major").ToArray();
            count[0]++;
            count[1] += truth.Incidents.Count;
            count[2] += Math.Min(major.Length, truth.Incidents.Count);
            var excess = Math.Max(0, major.Length - truth.Incidents.Count);
            count[3] += excess;
            var isWrong = exit != 0 || excess > 0 || major.Length < truth.Incidents.Count;
            if (major.Length > 0 && truth.Incidents.Count > 0)
            {
                var (found, real) = (major[0], truth.Incidents[0]);
                bool[] right =
                [
                    Same(found.Onset.LastGood, real.LastGood), Same(found.Onset.FirstBad, real.FirstBad),
                    Same(found.Recovery.LastBad, real.LastBad) && Same(found.Recovery.FirstGood, real.FirstGood),
                    !real.CauseObservable || found.Causes[0].Id == real.Cause,
                ];
                for (var i = 0; i < right.Length; i++)
                    count[4 + i] += right[i] ? 1 : 0;
                var isStrongAndWrong = found.Causes[0].Confidence == Diagnosis.Confidence.Strong && found.Causes[0].Id != real.Cause;
                count[8] += isStrongAndWrong ? 1 : 0;
                isWrong |= right.Contains(false) || isStrongAndWrong;
            }
            if (isWrong)
                log.WriteLine($"tree {kind.Id}, seed {seed}, {dialect}: not as its truth says");
            return isWrong ? 1 : 0;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Stdout is for the tables: the tool's own summary is not shown.</summary>
    private static async Task<int> RunToolAsync(string[] args)
    {
        var output = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            return await Cli.Program.RunAsync(args, TimeProvider.System);
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    private static bool Same(TrialPoint? found, TruthPoint? real) =>
        (found is null && real is null) || (found is not null && real is not null && found.Time == real.Time && found.Server == real.Server && found.SessionId == real.SessionId);
}
