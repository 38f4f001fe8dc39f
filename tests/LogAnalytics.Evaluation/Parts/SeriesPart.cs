using LogAnalytics.Evaluation.Families;
using LogAnalytics.Evaluation.Mail;
using LogAnalytics.Evaluation.Methods;
using LogAnalytics.Evaluation.Options;
using LogAnalytics.Evaluation.Scoring;
using LogAnalytics.Evaluation.Truth;

namespace LogAnalytics.Evaluation.Parts;

/// <summary>All families, many seeds each, by every method, as logged well and under stress.</summary>
internal static class SeriesPart
{
    /// <summary>A draw that leaves an incident with less than this is drawn again; the method asks for 3.</summary>
    private const int LeastFailures = 5;
    private const int MostDraws = 50;

    public const string DetectorName = "this detector";

    public static ScoreBook Run(EvaluationOptions options, TextWriter log)
    {
        IMethod[] methods = [new Detector(), new HourlyThreshold(), new BernoulliCusum(), new BinnedPelt()];
        var work = Family.All.Where(family => options.Families.Count == 0 || options.Families.Contains(family.Name))
            .SelectMany(family => options.Modes.SelectMany(mode => Enumerable.Range(options.FirstSeed, options.Seeds).Select(seed => (Family: family, Mode: mode, Seed: seed))))
            .ToArray();
        var results = new (Tally[] Tallies, List<string> Problems)[work.Length];
        Parallel.For(0, work.Length, i => results[i] = Judged(work[i].Family, work[i].Mode, work[i].Seed, methods));

        var book = new ScoreBook(methods.Select(method => method.Name));
        for (var i = 0; i < work.Length; i++)
        {
            for (var m = 0; m < methods.Length; m++)
                book.Add(methods[m].Name, work[i].Mode, work[i].Family.Name, results[i].Tallies[m]);
            if (options.Explains)
            {
                foreach (var problem in results[i].Problems)
                    log.WriteLine($"{work[i].Family.Name}, {work[i].Mode}, seed {work[i].Seed}: {problem}");
            }
        }
        return book;
    }

    /// <summary>The series of a family, mode and seed, with what is true about it.</summary>
    public static (Scenario Scenario, PreparedSeries Series, List<TrueIncident> Truths, double CleanDays) Make(Family family, Mode mode, int seed)
    {
        for (var draw = 0; ; draw++)
        {
            var random = new Random(HashCode(family.Name, seed, draw));
            var scenario = family.Compose(new Draw(random));
            if (mode == Mode.Stress)
                scenario = Stress.WithMoreSenders(scenario, random);
            var attempts = new MailFlow(scenario, random).Play();
            var isEnough = scenario.Incidents.Select((_, n) => attempts.Count(attempt => attempt.Incident == n && PreparedSeries.Failed(attempt)))
                .All(failed => failed >= LeastFailures);
            if (!isEnough && draw < MostDraws)
                continue;
            if (mode == Mode.Stress)
                attempts = Stress.Spoil(attempts, random);
            var series = new PreparedSeries(attempts);
            return (scenario, series, TrueIncident.Of(scenario, series.Trials), family.HasIncident ? 0 : scenario.Days);
        }
    }

    private static (Tally[], List<string>) Judged(Family family, Mode mode, int seed, IMethod[] methods)
    {
        var (_, series, truths, cleanDays) = Make(family, mode, seed);
        var tallies = methods.Select(_ => new Tally()).ToArray();
        var problems = new List<string>();
        for (var m = 0; m < methods.Length; m++)
        {
            var found = Judge.Count(tallies[m], truths, methods[m].Find(series), cleanDays);
            if (m == 0)
                problems = found;
        }
        return (tallies, problems);
    }

    /// <summary>The same on every machine and in every run, unlike the runtime's hash of a text.</summary>
    private static int HashCode(string name, int seed, int draw)
    {
        var hash = 2166136261u;
        foreach (var c in $"{name}|{seed}|{draw}")
            hash = (hash ^ c) * 16777619;
        return (int)hash;
    }
}

internal enum Mode
{
    Standard,
    Stress,
}
