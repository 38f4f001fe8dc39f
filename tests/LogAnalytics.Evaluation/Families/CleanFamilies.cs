using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Families;

/// <summary>Series without an incident, though with much that looks like one.</summary>
internal static class CleanFamilies
{
    private const double Hour = 1.0 / 24;

    public static IReadOnlyList<Family> All { get; } =
    [
        new("zero errors", false, draw => draw.Ordinary() with { Background = _ => 0 }),
        new("sporadic errors", false, Sporadic),
        new("retry bursts", false, draw => Sporadic(draw) with { StubbornMessagesPerDay = draw.Between(0.3, 3) }),
        new("one domain always failing", false, draw => AlwaysFailing(draw, isBursty: false)),
        new("one domain failing in bursts", false, draw => AlwaysFailing(draw, isBursty: true)),
        new("transient storms", false, Storms),
        new("harmless certificate change", false, Renewal),
        new("volume surge", false, Surge),
        new("gap", false, Gap),
        new("drift", false, Drift),
        new("hourly blocks", false, Blocks),
    ];

    private static Scenario Sporadic(Draw draw)
    {
        var background = draw.Scale(0.001, 0.02);
        return draw.Ordinary() with { Background = _ => background };
    }

    private static Scenario AlwaysFailing(Draw draw, bool isBursty)
    {
        var scenario = draw.Ordinary();
        var perDay = draw.Between(0.005, 0.06) * scenario.MessagesPerDay;
        var bursts = Enumerable.Range(0, draw.Int(1, 6)).Select(_ => draw.Between(0, scenario.Days)).ToArray();
        var server = draw.Coin(0.3) ? "EX01" : null;
        var sender = isBursty
            ? new UnverifiedSender("unverified.example", day => bursts.Any(at => day >= at && day < at + 2 * Hour) ? 12 * perDay : 0, server)
            : new UnverifiedSender("unverified.example", _ => perDay, server);
        return scenario with { UnverifiedSenders = [sender] };
    }

    private static Scenario Storms(Draw draw)
    {
        var scenario = Sporadic(draw);
        var storms = Enumerable.Range(0, draw.Int(1, 5)).Select(_ => draw.Between(0, scenario.Days)).ToArray();
        return scenario with { Transient = day => storms.Any(at => day >= at && day < at + 3 * Hour) ? 0.95 : 0.002 };
    }

    private static Scenario Renewal(Draw draw)
    {
        var scenario = Sporadic(draw);
        return scenario with
        {
            HarmlessChanges = [new PlantedIncident { FromDay = draw.Between(0.2, 0.8) * scenario.Days, Causes = [], Change = attempt => attempt.Certificate = Farm.NewCertificate }],
        };
    }

    private static Scenario Surge(Draw draw)
    {
        var scenario = Sporadic(draw);
        var (from, times) = (draw.Between(0.2, 0.8) * scenario.Days, draw.Between(3, 10));
        return scenario with { Surge = day => day >= from && day < from + 4 * Hour ? times : 1 };
    }

    private static Scenario Gap(Draw draw)
    {
        var scenario = Sporadic(draw);
        var from = draw.Between(0.1, 0.6) * scenario.Days;
        return scenario with { Gaps = [(from, from + draw.Between(0.05, 0.3) * scenario.Days)] };
    }

    private static Scenario Drift(Draw draw)
    {
        var scenario = draw.Ordinary();
        var (low, high) = (draw.Scale(0.0005, 0.003), draw.Scale(0.008, 0.025));
        return scenario with { Background = day => low + (high - low) * day / scenario.Days };
    }

    /// <summary>5.7.230: for some minutes of each hour nothing passes, with a reply that is not about attribution.</summary>
    private static Scenario Blocks(Draw draw)
    {
        var minutes = draw.Between(5, 25);
        return Sporadic(draw) with { Transient = day => day * 24 % 1 < minutes / 60 ? 1 : 0 };
    }
}
