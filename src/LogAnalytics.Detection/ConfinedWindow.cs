namespace LogAnalytics.Detection;

/// <summary>
/// A window whose failures are one sender's or one recipient domain's, while others pass in the same time and the same
/// environment (server, certificate, …): it says something about that domain, not about attribution.
/// </summary>
internal sealed class ConfinedWindow(TrialTable table)
{
    /// <summary>Failures beside those of the domain: more than one in ten, and they are not its own affair.</summary>
    private const double MostOthers = 0.1;

    public (GuardFinding Finding, List<int> Rows, TrialSet Trials)? Check(Candidate candidate, List<int> rows) =>
        Check(candidate, rows, table.SenderAttribute, GuardKind.SingleSenderWindow)
        ?? Check(candidate, rows, table.RecipientAttribute, GuardKind.PartnerRefusal);

    private (GuardFinding Finding, List<int> Rows, TrialSet Trials)? Check(
        Candidate candidate, List<int> rows, int attribute, GuardKind kind)
    {
        if (attribute < 0 || Suspect(attribute, rows) is not { } suspect)
            return null;
        var environments = new HashSet<int>();
        foreach (var i in rows)
        {
            if (table.Rows[i].Failed && table.ValueOf(attribute, table.Rows[i]) == suspect)
                environments.Add(table.EnvironmentOfCell[table.Rows[i].Cell]);
        }
        var own = new DomainTally(table, attribute, suspect);
        var (otherTrials, otherFailed, neighbourTrials, neighbourFailed) = (0L, 0L, 0L, 0L);
        foreach (var i in rows)
        {
            var row = table.Rows[i];
            if (own.Add(i))
                continue;
            var failed = row.Failed ? row.Count : 0;
            (otherTrials, otherFailed) = (otherTrials + row.Count, otherFailed + failed);
            if (environments.Contains(table.EnvironmentOfCell[row.Cell]))
                (neighbourTrials, neighbourFailed) = (neighbourTrials + row.Count, neighbourFailed + failed);
        }
        var isConfined = (otherFailed <= MostOthers * own.Failed || otherFailed < candidate.Background.BadRate * otherTrials)
            && Level.IsBackground(otherFailed, otherTrials, candidate.Background.Rate)
            && Level.IsConfined(own.Failed, own.Trials, neighbourFailed, neighbourTrials);
        return isConfined
            ? (own.Finding(kind), own.Rows, new TrialSet(candidate.Window.FirstTrial, candidate.Window.LastTrial, [.. table.Terms(candidate.Slice), own.Term]))
            : null;
    }

    /// <summary>The domain with most failures, if it can be one sender at all.</summary>
    private int? Suspect(int attribute, List<int> rows)
    {
        var failed = new Dictionary<int, long>();
        foreach (var i in rows)
        {
            if (!table.Rows[i].Failed)
                continue;
            var value = table.ValueOf(attribute, table.Rows[i]);
            failed[value] = failed.GetValueOrDefault(value) + table.Rows[i].Count;
        }
        var most = failed.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
        return DomainTally.IsOneDomain(table.Value(attribute, most)) ? most : null;
    }
}
