using LogAnalytics.Cli.Terminal;

namespace LogAnalytics.Cli.Analysis;

/// <summary>
/// What an analysis is at, in plain words, and how much of it is done: by the shares of the time that its stages usually take, and within
/// a stage by how long it should take after the stages before it.
/// </summary>
public sealed class AnalysisStatus(StageTimes times)
{
    // In the order in which they are entered first; shares as measured on a million sessions with twenty incidents.
    private static readonly (string Stage, string Words, double Share)[] _stages =
    [
        ("open", "opening the lake", 0.02),
        ("relevance", "telling what sessions can show", 0.11),
        ("coverage", "looking for missing logs", 0.03),
        ("trials", "working out each message's fate", 0.33),
        ("lineage", "following certificates and addresses", 0.10),
        ("runs", "reading the series", 0.03),
        ("search", "searching for onsets", 0.05),
        ("evidence", "gathering evidence", 0.10),
        ("observations", "looking for what else is odd", 0.08),
        ("affected", "listing the mail that was refused", 0.07),
        ("report", "reading what the report shows", 0.03),
        ("rules", "running the rules", 0.04),
        ("redaction", "replacing names", 0.01),
    ];

    // Before that, one slow beginning would be taken for the pace of all.
    private const double LeastBefore = 0.1;
    private const double MostWithin = 0.95;

    private double _done;

    public static IEnumerable<string> Stages => _stages.Select(stage => stage.Stage);

    public WorkStatus Of(TimeSpan elapsed)
    {
        if (times.Running is not { } running || Array.FindIndex(_stages, stage => stage.Stage == running.Stage) is not (>= 0 and int index))
            return new WorkStatus("analysing", _done);
        (_, string words, double share) = _stages[index];
        double before = _stages.Take(index).Sum(stage => stage.Share);
        double inStage = running.Elapsed.TotalSeconds;
        double within = before < LeastBefore ? 0 : Math.Min(MostWithin, inStage / Math.Max(0.001, (elapsed.TotalSeconds - inStage) * share / before));
        // A stage that is entered again, for the next incident, takes nothing back.
        _done = Math.Max(_done, before + (share * within));
        return new WorkStatus(times.EngineProgress?.Invoke() is { } engine ? $"{words} (query {Math.Floor(100 * engine)} %)" : words, _done);
    }
}
