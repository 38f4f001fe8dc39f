using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Evaluation.Families;
using LogAnalytics.Evaluation.Methods;
using LogAnalytics.Evaluation.Options;
using LogAnalytics.Evaluation.Scoring;

namespace LogAnalytics.Evaluation.Parts;

/// <summary>How often the first failure of an incident can be told at all under stress: the detector beside an observer that knows the rates.</summary>
internal static class BoundPart
{
    public static string Run(EvaluationOptions options)
    {
        Family[] families = [.. Family.All.Where(family => family.HasIncident && (options.Families.Count == 0 || options.Families.Contains(family.Name)))];
        var work = families.SelectMany(family => Enumerable.Range(options.FirstSeed, Math.Min(options.Seeds, EvaluationOptions.MostSeedsOfObserver)).Select(seed => (Family: family, Seed: seed))).ToArray();
        var results = new (Tally Detector, Share Observer)[work.Length];
        Parallel.For(0, work.Length, i => results[i] = Judged(work[i].Family, work[i].Seed));
        var table = new MarkdownTable(["family", "incidents", "detector", "observer"]);
        foreach (var family in families)
            Add(family.Name, i => work[i].Family == family);
        Add("all", _ => true);
        return table.ToString();

        void Add(string name, Func<int, bool> isOf)
        {
            var (detector, observer) = (new Share(), new Share());
            foreach (var (found, known) in results.Where((_, i) => isOf(i)))
            {
                detector.Add(found.FirstBad);
                observer.Add(known);
            }
            if (observer.Value is { } bound)
                table.Add([name, observer.Of.ToString(), FormattableString.Invariant($"{detector.Value:F3}"), FormattableString.Invariant($"{bound:F3}")]);
        }
    }

    private static (Tally, Share) Judged(Family family, int seed)
    {
        var (scenario, series, truths, cleanDays) = SeriesPart.Make(family, Mode.Stress, seed);
        var detector = new Tally();
        Judge.Count(detector, truths, new Detector().Find(series), cleanDays);
        var observer = new Share();
        foreach (var truth in truths.Where(truth => truth is { IsEnough: true, IsPreExisting: false }))
            observer.Count(new Observer(scenario, truth.Number, Mode.Stress).FirstFailure(series.Trials)?.TimeMs == truth.FirstBadMs);
        return (detector, observer);
    }
}
