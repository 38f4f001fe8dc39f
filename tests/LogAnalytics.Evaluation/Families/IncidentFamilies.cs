using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Families;

/// <summary>Incidents of the whole group, and how they run in time.</summary>
internal static class IncidentFamilies
{
    private const double Hour = 1.0 / 24;

    /// <summary>Longer without a failure, and it would be a recovery.</summary>
    private const double LongestFlap = 0.75 * Hour;

    /// <summary>Nothing that is logged changed.</summary>
    private static readonly string[][] External = [[]];

    public static IReadOnlyList<Family> All { get; } =
    [
        new("full failure", true, Full),
        new("partial failure", true, draw => Partial(draw, draw.Between(0.3, 0.8))),
        new("low partial failure", true, draw => Partial(draw, draw.Between(0.12, 0.3))),
        new("ramp", true, Ramp),
        new("several in a series", true, Several),
        new("running at the start", true, RunningAtTheStart),
        new("running at the end", true, RunningAtTheEnd),
        new("gap over the onset", true, GapOverOnset),
        new("low volume and nights", true, LowVolume),
        new("three sessions a day", true, ThreeADay),
        new("short burst", true, Burst),
        new("flapping", true, draw => Flapping(draw, isRandom: false)),
        new("random flapping", true, draw => Flapping(draw, isRandom: true)),
        new("retries of one message", true, Retries),
        new("background domain beside an incident", true, BackgroundDomain),
        new("background of several levels", true, Levels),
        new("recipients inside the service", true, HostedRecipients),
        new("null sender", true, NullSender),
        new("several attributes changing together", true, SeveralAttributes),
        new("nothing logged changed", true, OnAllAtOnce),
        new("starttls lost", true, StartTlsLost),
    ];

    private static Scenario Full(Draw draw)
    {
        var scenario = draw.Ordinary();
        var (from, to) = draw.Span(scenario);
        return scenario with { Incidents = [new PlantedIncident { FromDay = from, ToDay = to, Causes = External }] };
    }

    private static Scenario OnAllAtOnce(Draw draw)
    {
        // As of a change in the service: every server of a large farm, with a harmless renewal a day before.
        var scenario = Full(draw) with { Farm = draw.Farm(6) };
        var renewal = scenario.Incidents[0].FromDay - draw.Between(0.3, 1);
        return scenario with { HarmlessChanges = [new PlantedIncident { FromDay = renewal, Causes = [], Change = attempt => attempt.Certificate = "R3" }] };
    }

    private static Scenario Partial(Draw draw, double rate)
    {
        var scenario = draw.Ordinary();
        var (from, to) = draw.Span(scenario, rate: rate, least: 30);
        return scenario with { Incidents = [new PlantedIncident { FromDay = from, ToDay = to, Rate = _ => rate, Causes = External }] };
    }

    private static Scenario Ramp(Draw draw)
    {
        var scenario = draw.Ordinary() with { MessagesPerDay = draw.Scale(500, 3000) };
        var rise = draw.Scale(2 * Hour, 1);
        var from = draw.Between(0.2, 0.4) * scenario.Days;
        var top = draw.Between(0.6, 1);
        return scenario with
        {
            Incidents = [new PlantedIncident { FromDay = from, ToDay = from + rise + draw.Between(0.2, 1), Rate = since => top * Math.Min(1, since / rise), Causes = External }],
        };
    }

    private static Scenario Several(Draw draw)
    {
        var scenario = draw.Ordinary() with { Days = draw.Int(9, 14), MessagesPerDay = draw.Scale(400, 3000) };
        var count = draw.Int(2, 4);
        var slot = 0.8 * scenario.Days / count;
        return scenario with
        {
            Incidents = [.. Enumerable.Range(0, count).Select(i =>
            {
                var from = 0.1 * scenario.Days + i * slot + draw.Between(0.1, 0.3) * slot;
                return new PlantedIncident { FromDay = from, ToDay = from + Math.Max(draw.Between(0.05, 0.4) * slot, 0.15), Causes = External };
            })],
        };
    }

    private static Scenario RunningAtTheStart(Draw draw)
    {
        var scenario = draw.Ordinary();
        var rate = draw.Coin() ? 1 : draw.Between(0.4, 0.9);
        return scenario with
        {
            Incidents = [new PlantedIncident { FromDay = -1, ToDay = draw.Between(0.25, 0.7) * scenario.Days, Rate = _ => rate, Causes = External }],
        };
    }

    private static Scenario RunningAtTheEnd(Draw draw)
    {
        var scenario = draw.Ordinary();
        var rate = draw.Coin() ? 1 : draw.Between(0.4, 0.9);
        return scenario with
        {
            Incidents = [new PlantedIncident { FromDay = scenario.Days - Math.Max(draw.Scale(0.3, 2), 30 / scenario.MessagesPerDay), Rate = _ => rate, Causes = External }],
        };
    }

    private static Scenario GapOverOnset(Draw draw)
    {
        var scenario = Full(draw);
        var incident = scenario.Incidents[0];
        var before = draw.Between(0.05, 0.15) * scenario.Days;
        var after = draw.Between(0.1, 0.4) * (incident.ToDay!.Value - incident.FromDay);
        return scenario with
        {
            MessagesPerDay = Math.Max(scenario.MessagesPerDay, 400),
            Gaps = [(incident.FromDay - before, incident.FromDay + after)],
        };
    }

    private static Scenario LowVolume(Draw draw)
    {
        var scenario = draw.Ordinary() with { Days = draw.Int(7, 21), MessagesPerDay = draw.Scale(20, 80), NightShare = 0.03, Background = _ => 0 };
        var from = draw.Between(0.3, 0.5) * scenario.Days;
        return scenario with { Incidents = [new PlantedIncident { FromDay = from, ToDay = from + draw.Between(1, 3), Causes = External }] };
    }

    private static Scenario ThreeADay(Draw draw)
    {
        var scenario = draw.Ordinary(draw.Farm(2)) with { Days = draw.Int(20, 40), MessagesPerDay = 3, Background = _ => 0 };
        var from = draw.Between(0.3, 0.5) * scenario.Days;
        return scenario with { Incidents = [new PlantedIncident { FromDay = from, ToDay = from + draw.Between(4, 9), Causes = External }] };
    }

    private static Scenario Burst(Draw draw)
    {
        var scenario = draw.Ordinary() with { MessagesPerDay = draw.Scale(800, 4000), Background = _ => 0 };
        var from = Math.Floor(draw.Between(0.2, 0.8) * scenario.Days) + draw.Between(0.35, 0.7);
        return scenario with
        {
            Incidents = [new PlantedIncident { FromDay = from, ToDay = from + draw.Between(7, 12) / scenario.MessagesPerDay, Causes = External }],
        };
    }

    private static Scenario Flapping(Draw draw, bool isRandom)
    {
        var scenario = draw.Ordinary() with { MessagesPerDay = draw.Scale(1500, 5000), Background = _ => 0 };
        var from = Math.Floor(draw.Between(0.2, 0.7) * scenario.Days) + draw.Between(0.32, 0.5);
        var length = draw.Between(2, 6) * Hour;
        var minutes = draw.Between(4, 15) / 1440;
        // On at first, then a switch at each edge; at random: every edge is drawn.
        var edges = new List<double>();
        for (var at = 0.0; at < length; at += isRandom ? Math.Min(LongestFlap, -Math.Log(1 - draw.Between(0, 1)) * minutes) : minutes)
            edges.Add(at);
        return scenario with
        {
            Incidents =
            [
                new PlantedIncident
                {
                    FromDay = from, ToDay = from + length, Causes = External,
                    Rate = since => edges.FindLastIndex(edge => edge <= since) % 2 == 0 ? 1 : 0,
                },
            ],
        };
    }

    private static Scenario Retries(Draw draw)
    {
        var scenario = Full(draw);
        return scenario with { Incidents = [scenario.Incidents[0] with { Retries = draw.Int(3, 20) }] };
    }

    private static Scenario BackgroundDomain(Draw draw)
    {
        var scenario = Full(draw);
        var share = draw.Between(0.005, 0.05);
        return scenario with { UnverifiedSenders = [new UnverifiedSender("unverified.example", _ => share * scenario.MessagesPerDay)] };
    }

    private static Scenario Levels(Draw draw)
    {
        var scenario = Full(draw);
        var (low, high, at) = (draw.Scale(0.0005, 0.004), draw.Scale(0.01, 0.03), draw.Between(0.3, 0.7) * scenario.Days);
        return scenario with { Background = day => day < at ? low : high };
    }

    private static Scenario HostedRecipients(Draw draw)
    {
        var scenario = Full(draw);
        return scenario with { HostedRecipients = draw.Int(1, 3) };
    }

    private static Scenario NullSender(Draw draw)
    {
        var (share, background) = (draw.Between(0.12, 0.3), draw.Between(0, 0.002));
        var scenario = draw.Ordinary(draw.Farm(4, share)) with { MessagesPerDay = draw.Scale(1000, 4000), Background = _ => background };
        var (from, to) = draw.Span(scenario, share: share, least: 40);
        return scenario with
        {
            Incidents = [new PlantedIncident { FromDay = from, ToDay = to, Hits = attempt => attempt.Sender == Farm.NullSender, Causes = [["sender_domain"]] }],
        };
    }

    private static Scenario SeveralAttributes(Draw draw)
    {
        var scenario = draw.Ordinary();
        var (from, to) = draw.Span(scenario);
        return scenario with
        {
            Incidents =
            [
                new PlantedIncident
                {
                    FromDay = from, ToDay = to, Causes = [["certificate"], ["public_address"], ["certificate", "public_address"]],
                    Change = attempt => (attempt.Certificate, attempt.PublicAddress) = (Farm.NewCertificate, "203.0.113.9"),
                },
            ],
        };
    }

    private static Scenario StartTlsLost(Draw draw)
    {
        var scenario = draw.Ordinary();
        var (from, to) = draw.Span(scenario);
        return scenario with
        {
            Incidents =
            [
                new PlantedIncident
                {
                    FromDay = from, ToDay = to, Causes = [["starttls"], ["tls_protocol"], ["certificate"]],
                    Change = attempt => (attempt.StartTls, attempt.TlsProtocol, attempt.Certificate) = ("not_offered", null, null),
                },
            ],
        };
    }
}
