using System.CommandLine;
using LogAnalytics.Evaluation.Parts;

namespace LogAnalytics.Evaluation.Options;

/// <summary>The command line.</summary>
internal static class EvaluationCommand
{
    public static int Run(string[] args)
    {
        RootCommand root = new("""
            Plants incidents in seeded series of mail and in whole log trees, and tells how well the detector and three
            baselines find them: Markdown tables, and exit code 1 when a goal is missed.

            Example: tests/LogAnalytics.Evaluation/run --quick
            """);
        Option<int> seeds = new("--seeds") { Description = $"Series per family and mode; default {EvaluationOptions.DefaultSeeds}.", HelpName = "N", DefaultValueFactory = _ => EvaluationOptions.DefaultSeeds };
        Option<int> first = new("--first-seed") { Description = $"First seed; default {EvaluationOptions.FirstReportingSeed}. Those below are for tuning.", HelpName = "N", DefaultValueFactory = _ => EvaluationOptions.FirstReportingSeed };
        Option<string[]> families = new("--family") { Description = "Only these families.", HelpName = "NAME" };
        Option<string[]> parts = new("--part") { Description = $"Only these parts: {string.Join(", ", EvaluationRun.PartNames)}.", HelpName = "NAME" };
        parts.AcceptOnlyFromAmong(EvaluationRun.PartNames);
        Option<Mode?> mode = new("--mode") { Description = "Only standard or stress." };
        Option<bool> explain = new("--explain") { Description = "Say on stderr what the detector got wrong, series by series." };
        Option<bool> quick = new("--quick") { Description = "Few seeds and trees: fails only where a goal is clearly missed." };
        Option<bool> save = new("--save") { Description = "Write the tables to Results/figures.md too." };
        foreach (Option option in new Option[] { seeds, first, families, parts, mode, explain, quick, save })
            root.Options.Add(option);
        root.SetAction(parse => EvaluationRun.RunAsync(
            new EvaluationOptions
            {
                FirstSeed = parse.GetValue(first),
                Seeds = parse.GetResult(seeds) is { Implicit: false } || !parse.GetValue(quick) ? parse.GetValue(seeds) : EvaluationRun.QuickSeeds,
                Modes = parse.GetValue(mode) is { } only ? [only] : [Mode.Standard, Mode.Stress],
                Families = parse.GetValue(families) ?? [],
                Parts = parse.GetValue(parts) ?? [],
                Explains = parse.GetValue(explain),
                IsQuick = parse.GetValue(quick),
                Saves = parse.GetValue(save),
            },
            Console.Out,
            Console.Error));
        return root.Parse(args).Invoke();
    }
}
