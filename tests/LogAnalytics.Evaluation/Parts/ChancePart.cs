using LogAnalytics.Detection;
using LogAnalytics.Evaluation.Families;
using LogAnalytics.Evaluation.Mail;
using LogAnalytics.Evaluation.Options;

namespace LogAnalytics.Evaluation.Parts;

/// <summary>Series in which every failure is chance, at one rate: how many have a major onset at the stated false-alarm rate.</summary>
internal static class ChancePart
{
    public static (int Series, int False) Run(EvaluationOptions options)
    {
        var series = options.IsQuick ? 300 : 5000;
        var isFalse = new bool[series];
        Parallel.For(0, series, i =>
        {
            var random = new Random(options.FirstSeed + i);
            var draw = new Draw(random);
            var rate = draw.Scale(0.0003, 0.03);
            var scenario = draw.Ordinary() with { Background = _ => rate };
            var found = OnsetSearch.Find(new PreparedSeries(new MailFlow(scenario, random).Play()).Encode(), new OnsetOptions());
            isFalse[i] = found.Onsets.Any(onset => onset.Severity == OnsetSeverity.Major);
        });
        return (series, isFalse.Count(value => value));
    }
}
