namespace LogAnalytics.Evaluation.Mail;

/// <summary>What a bad log does to the attempts: keys lost, outcomes flipped, rows dropped, and more senders that always fail.</summary>
internal static class Stress
{
    public const double LostKeys = 0.5;
    public const double Flipped = 0.02;
    public const double Dropped = 0.1;

    /// <summary>Messages a day of each further unverified sender, over those of the series.</summary>
    private const double SenderShare = 0.01;

    public static Scenario WithMoreSenders(Scenario scenario, Random random) => scenario with
    {
        UnverifiedSenders =
        [
            .. scenario.UnverifiedSenders,
            .. Enumerable.Range(1, random.Next(1, 3)).Select(i => new UnverifiedSender($"stray{i}.example", _ => SenderShare * scenario.MessagesPerDay)),
        ],
    };

    public static List<Attempt> Spoil(List<Attempt> attempts, Random random)
    {
        // All attempts of a message lose its key together: the id is masked, not the row.
        var lost = new Dictionary<int, bool>();
        var spoilt = new List<Attempt>(attempts.Count);
        foreach (var attempt in attempts)
        {
            if (random.NextDouble() < Dropped)
                continue;
            if (!lost.TryGetValue(attempt.Message, out var isLost))
                lost[attempt.Message] = isLost = random.NextDouble() < LostKeys;
            attempt.HasKey = !isLost;
            if (random.NextDouble() < Flipped)
            {
                attempt.Outcome = attempt.Outcome switch
                {
                    Outcome.Passed => Outcome.AttributionFailed,
                    Outcome.AttributionFailed => Outcome.Passed,
                    _ => Outcome.Neither,
                };
            }
            spoilt.Add(attempt);
        }
        return spoilt;
    }
}
