using LogAnalytics.Evaluation.Options;
using LogAnalytics.Evaluation.Scoring;

namespace LogAnalytics.Evaluation.Parts;

/// <summary>Runs the parts, prints their tables and says which goals are missed.</summary>
internal static class EvaluationRun
{
    public const int QuickSeeds = 5;
    public static readonly string[] PartNames = ["series", "bound", "chance", "trees", "speed"];

    private const double MostSecondsSmall = 1;
    private const double MostSecondsLarge = 60;

    public static async Task<int> RunAsync(EvaluationOptions options, TextWriter output, TextWriter log)
    {
        var text = new StringWriter { NewLine = "\n" };
        var missed = new List<string>();
        bool Has(string part) => options.Parts.Count == 0 || options.Parts.Contains(part);
        text.WriteLine("# How well incidents are found\n");
        text.WriteLine($"Seeds from {options.FirstSeed}; the detector was tuned on seeds below {EvaluationOptions.FirstReportingSeed}.\n");
        if (Has("series"))
            AddSeries(options, text, log, missed);
        if (Has("bound") && options.Modes.Contains(Mode.Stress))
        {
            text.WriteLine($"## How often the first error can be told under stress\n\nOf incidents that begin within the series, beside an observer that knows the rates, the scope, the end and the shape of each.\n\n{BoundPart.Run(options)}");
        }
        if (Has("chance"))
        {
            var (series, isFalse) = ChancePart.Run(options);
            text.WriteLine($"## Pure chance\n\n{isFalse} of {series} series with chance failures alone have a major onset, at a stated rate of 0.001.\n");
            if (isFalse > Math.Max(1, 0.001 * series))
                missed.Add($"pure chance: {isFalse} of {series}");
        }
        if (Has("trees"))
        {
            var (table, wrong) = await TreesPart.RunAsync(options, log);
            text.WriteLine($"## Log trees through the whole tool\n\n{table}");
            if (wrong > 0)
                missed.Add($"{wrong} trees not as their truth says");
        }
        if (Has("speed"))
        {
            var (table, small, large) = SpeedPart.Run(options.IsQuick);
            text.WriteLine($"## Speed of the search\n\n{table}");
            if (small > MostSecondsSmall || large > MostSecondsLarge)
                missed.Add($"speed: {small:F1} s, {large:F1} s");
        }
        text.WriteLine(missed.Count == 0 ? "No goal missed." : $"Missed: {string.Join("; ", missed)}.");
        output.Write(text);
        if (options.Saves)
            Save(text.ToString(), log);
        return missed.Count == 0 ? 0 : 1;
    }

    private static void AddSeries(EvaluationOptions options, StringWriter text, TextWriter log, List<string> missed)
    {
        var book = SeriesPart.Run(options, log);
        foreach (var mode in options.Modes)
        {
            text.WriteLine($"## {mode} series\n\n{options.Seeds} per family.\n\n{book.ByMethod(mode)}\nThe detector by family:\n\n{book.ByFamily(mode)}");
            missed.AddRange(Goals.Of(mode).Missed(book.Overall(SeriesPart.DetectorName, mode), options.IsQuick ? Goals.ShortRunSlack : 0).Select(miss => $"{mode} {miss}"));
        }
    }

    private static void Save(string text, TextWriter log)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LogAnalytics.sln")))
            folder = folder.Parent;
        if (folder is null)
            throw new InvalidOperationException("--save works inside a clone only.");
        var path = Path.Combine(folder.FullName, "tests", "LogAnalytics.Evaluation", "Results", "figures.md");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        log.WriteLine($"saved {path}");
    }
}
