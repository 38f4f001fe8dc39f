using LogAnalytics.Evaluation.Parts;

namespace LogAnalytics.Evaluation.Scoring;

/// <summary>What the detector is to reach, and by how much a short run may fall behind before it counts as missed.</summary>
internal sealed record Goals(double F1, double Precision, double Recall, double FalsePerThousandDays, double FirstBad, double Bracket, double Recovery, double Cause)
{
    public const double ShortRunSlack = 0.03;
    private const double FalseInShortRun = 2;

    public static Goals Of(Mode mode) => mode == Mode.Standard
        ? new(0.985, 0.98, 0.99, 0.5, 0.97, 0.97, 0.97, 0.98)
        : new(0.97, 0, 0, 2, 0.93, 0.94, 0, 0.98);

    public List<string> Missed(Tally tally, double slack)
    {
        var missed = new List<string>();
        AtLeast("F1", tally.F1, F1);
        AtLeast("precision", tally.Precision, Precision);
        AtLeast("recall", tally.Recall, Recall);
        AtLeast("first error", tally.FirstBad.Value, FirstBad);
        AtLeast("bracket", tally.Bracket.Value, Bracket);
        AtLeast("recovery", tally.Recovery.Value, Recovery);
        AtLeast("cause", tally.Cause.Value, Cause);
        // A single false incident on few days is over the goal already.
        if (slack > 0 ? tally.FalseInClean > FalseInShortRun : tally.FalsePerThousandDays > FalsePerThousandDays)
            missed.Add(FormattableString.Invariant($"false incidents {tally.FalsePerThousandDays:F2} per 1,000 clean days, goal {FalsePerThousandDays}"));
        return missed;

        void AtLeast(string name, double? value, double goal)
        {
            if (value is { } share && share < goal - slack)
                missed.Add(FormattableString.Invariant($"{name} {share:F3}, goal {goal}"));
        }
    }
}
