using LogAnalytics.Evaluation.Options;
using LogAnalytics.Evaluation.Scoring;

namespace LogAnalytics.Evaluation.Parts;

/// <summary>Runs the parts, prints their tables and says which goals are missed.</summary>
internal static class EvaluationRun
{
    public const int QuickSeeds = 5;
    public static readonly string[] PartNames = ["series", "chance", "trees", "speed"];

    public static int Run(EvaluationOptions options, TextWriter output, TextWriter log)
    {
        var text = new StringWriter { NewLine = "\n" };
        var book = SeriesPart.Run(options, log);
        foreach (var mode in options.Modes)
            text.Write($"## {mode}\n\n{book.ByMethod(mode)}\n{book.ByFamily(mode)}\n");
        output.Write(text);
        return 0;
    }
}
