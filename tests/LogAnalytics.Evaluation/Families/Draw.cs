using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Families;

/// <summary>Random choices, and an ordinary series to start from.</summary>
internal sealed class Draw(Random random)
{
    /// <summary>Failed messages that an incident is planned to have at least.</summary>
    public const double LeastPlannedFailures = 12;

    public double Between(double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>Evenly in the logarithm.</summary>
    public double Scale(double low, double high) => low * Math.Pow(high / low, random.NextDouble());

    public int Int(int low, int high) => random.Next(low, high + 1);

    public bool Coin(double chance = 0.5) => random.NextDouble() < chance;

    public Farm Farm(int servers, params string[] connectors) =>
        new(random, servers) { Connectors = connectors.Length > 0 ? connectors : ["Outbound"] };

    public Farm Farm(int servers, double nullSenderShare) => new(random, servers) { NullSenderShare = nullSenderShare };

    /// <summary>3 to 14 days, 200 to 3,000 messages a day, in half of the cases a background of up to 1 %.</summary>
    public Scenario Ordinary(Farm? farm = null)
    {
        var background = Coin() ? 0 : Scale(0.0005, 0.01);
        return new Scenario
        {
            Farm = farm ?? Farm(Int(2, 6)),
            Days = Int(3, 14),
            MessagesPerDay = Scale(200, 3000),
            NightShare = Between(0.1, 0.6),
            Background = _ => background,
        };
    }

    /// <summary>
    /// Somewhere in the middle of the series, of 45 minutes to 2 days, long enough for <paramref name="least"/> failures
    /// of a scope with this share of the messages at this rate.
    /// </summary>
    public (double From, double To) Span(Scenario scenario, double share = 1, double rate = 1, double least = LeastPlannedFailures)
    {
        var shortest = least / (scenario.MessagesPerDay * share * rate) / Math.Min(1, 2 * scenario.NightShare);
        var length = Math.Clamp(Math.Max(Scale(1.0 / 32, 2), shortest), 0, 0.5 * scenario.Days);
        var from = Between(0.2 * scenario.Days, 0.85 * scenario.Days - length);
        return (from, from + length);
    }
}
