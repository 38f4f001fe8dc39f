namespace LogAnalytics.Detection;

/// <summary>
/// Step 7 of the method: where the best window mixes failing with passing trials, several purer slices inside it may say
/// more together (two of five servers; a second cause that began under the first).
/// </summary>
internal sealed class PureSlices(TrialTable table, SliceScan scan)
{
    /// <summary>A part that is not pure must at least fail clearly more often than the mixture.</summary>
    private const double PurerFactor = 1.5;
    private const int MostParts = 12;

    /// <summary>Windows that replace the impure one, or null where it stands.</summary>
    public List<Candidate>? Replace(Candidate impure)
    {
        var alive = table.Alive.ToArray();
        var trial = scan.Copy();
        var parts = new List<Candidate>();
        var (sameTime, longer) = (new SameTime(table, trial), new LongerSlice(table, trial));
        while (parts.Count < MostParts)
        {
            var candidates = trial.Candidates(withLevels: true).Where(c => IsPart(c, impure)).ToList();
            var part = Candidate.Best(candidates);
            if (part is null)
                break;
            part = sameTime.Join(longer.Prefer(part, candidates), candidates);
            parts.Add(part);
            trial.Remove(trial.RowsIn(part));
        }
        var replaces = parts.Sum(part => part.Score) > impure.Score
            && (parts.All(part => part.IsPure) || IsRestGood(impure));
        table.Restore(alive);
        return replaces ? parts : null;
    }

    private static bool IsPart(Candidate candidate, Candidate impure) =>
        candidate.IsBeyondChance
        && candidate.Score > 0
        && candidate.Window.FirstTrial >= impure.Window.FirstTrial
        && candidate.Window.LastTrial <= impure.Window.LastTrial
        && (candidate.IsPure || candidate.Window.Rate >= PurerFactor * impure.Window.Rate)
        // Levels of the whole are parts only where pure: else a ramp would fall to pieces.
        && (!candidate.Slice.IsWhole || candidate.IsPure);

    /// <summary>What the parts leave passes, and is enough to say so.</summary>
    private bool IsRestGood(Candidate impure)
    {
        var (trials, failed) = (0L, 0L);
        foreach (var i in scan.RowsIn(impure))
        {
            trials += table.Rows[i].Count;
            failed += table.Rows[i].FailedCount;
        }
        return failed < impure.Background.BadRate * trials
            && Level.Excludes(impure.Window.Failed, impure.Window.Trials, failed, trials);
    }
}
