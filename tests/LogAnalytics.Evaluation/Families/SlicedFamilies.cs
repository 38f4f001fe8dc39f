using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Families;

/// <summary>Incidents of a part of the group: servers, certificates, connectors, addresses, and several at once.</summary>
internal static class SlicedFamilies
{
    private static readonly string[][] ByServer = [["server"], ["local_address"]];
    private static readonly string[][] ByCertificate = [["certificate"]];

    public static IReadOnlyList<Family> All { get; } =
    [
        new("one of five servers", true, draw => OfFive(draw, 1)),
        new("two of five servers", true, draw => OfFive(draw, 2)),
        new("one server with another certificate", true, OneServersCertificate),
        new("gradual roll-out", true, RollOut),
        new("certificate swapped and reverted", true, SwappedAndReverted),
        new("the same again days later", true, AgainLater),
        new("new server", true, NewServer),
        new("one of two public addresses", true, OneAddress),
        new("overlapping causes", true, Overlapping),
        new("whole and server overlap", true, WholeAndServer),
        new("two attributes together", true, TwoAttributes),
    ];

    private static Scenario OfFive(Draw draw, int broken)
    {
        var scenario = draw.Ordinary(draw.Farm(5)) with { MessagesPerDay = draw.Scale(300, 3000) };
        var (from, to) = draw.Span(scenario, share: broken / 5.0);
        return scenario with
        {
            Incidents = [new PlantedIncident { FromDay = from, ToDay = to, Hits = attempt => attempt.Server[^1] - '0' <= broken, Causes = ByServer }],
        };
    }

    private static Scenario OneServersCertificate(Draw draw)
    {
        var scenario = draw.Ordinary(draw.Farm(draw.Int(3, 5))) with { MessagesPerDay = draw.Scale(300, 3000) };
        var (from, to) = draw.Span(scenario, share: 0.2);
        return scenario with
        {
            Incidents =
            [
                new PlantedIncident
                {
                    FromDay = from, ToDay = to, Hits = attempt => attempt.Server == "EX02", Causes = ByCertificate,
                    Change = attempt => attempt.Certificate = Farm.NewCertificate,
                },
            ],
        };
    }

    private static Scenario RollOut(Draw draw)
    {
        var scenario = draw.Ordinary(draw.Farm(draw.Int(3, 6))) with { MessagesPerDay = draw.Scale(500, 3000) };
        var step = draw.Scale(0.02, 0.25);
        var (from, to) = (draw.Between(0.2, 0.35) * scenario.Days, draw.Between(0.8, 0.9) * scenario.Days);
        return scenario with
        {
            Incidents =
            [
                new PlantedIncident
                {
                    FromDay = from, ToDay = to, LagDays = attempt => step * (attempt.Server[^1] - '1'), Causes = ByCertificate,
                    Change = attempt => attempt.Certificate = Farm.NewCertificate,
                },
            ],
        };
    }

    private static Scenario SwappedAndReverted(Draw draw)
    {
        var scenario = draw.Ordinary();
        var (from, to) = draw.Span(scenario);
        return scenario with
        {
            Incidents =
            [
                new PlantedIncident
                {
                    FromDay = from, ToDay = to, Causes = ByCertificate,
                    Change = attempt => attempt.Certificate = Farm.NewCertificate,
                },
            ],
        };
    }

    private static Scenario AgainLater(Draw draw)
    {
        var scenario = draw.Ordinary(draw.Farm(draw.Int(2, 4))) with { Days = draw.Between(14, 25), MessagesPerDay = draw.Scale(300, 2000) };
        var (length, at, servers) = (draw.Between(0.2, 0.6), draw.Between(3, 4), draw.Coin());
        return scenario with
        {
            // On the same server each time, or on another.
            Incidents =
            [
                .. Enumerable.Range(0, 3).Select(i => new PlantedIncident
                {
                    FromDay = at + 3 * i, ToDay = at + 3 * i + length, Hits = attempt => attempt.Server == (servers ? "EX01" : $"EX0{i % 2 + 1}"), Causes = ByCertificate,
                    Change = attempt => attempt.Certificate = Farm.NewCertificate,
                }),
            ],
        };
    }

    private static Scenario NewServer(Draw draw)
    {
        var scenario = draw.Ordinary(draw.Farm(draw.Int(2, 5))) with { MessagesPerDay = draw.Scale(300, 3000) };
        var from = draw.Between(0.3, 0.6) * scenario.Days;
        return scenario with
        {
            // The new server takes over a fifth of the mail; the incident lasts while it does.
            Incidents =
            [
                new PlantedIncident
                {
                    FromDay = from, Hits = attempt => attempt.Server == "EX09" || attempt.Message % 5 == 0, Scope = attempt => attempt.Server == "EX09",
                    Causes = [["server"], ["local_address"], ["public_address"]],
                    Change = attempt => (attempt.Server, attempt.LocalAddress, attempt.PublicAddress) = ("EX09", "198.51.100.9", "192.0.2.9"),
                },
            ],
        };
    }

    private static Scenario OneAddress(Draw draw)
    {
        var scenario = draw.Ordinary(draw.Farm(4)) with { MessagesPerDay = draw.Scale(300, 3000) };
        var (from, to) = draw.Span(scenario, share: 0.3);
        return scenario with
        {
            // Before, all mail leaves by one address; since the change a part of it leaves by a second one.
            HarmlessChanges = [new PlantedIncident { FromDay = -1, Causes = [], Change = attempt => attempt.PublicAddress = "192.0.2.1" }],
            Incidents =
            [
                new PlantedIncident
                {
                    FromDay = from, ToDay = to, Hits = attempt => attempt.Message % 3 == 0, Scope = _ => true, Causes = [["public_address"]],
                    Change = attempt => attempt.PublicAddress = "192.0.2.2",
                },
            ],
        };
    }

    private static Scenario Overlapping(Draw draw)
    {
        var scenario = draw.Ordinary(draw.Farm(5)) with { MessagesPerDay = draw.Scale(500, 3000) };
        var length = draw.Between(0.15, 0.35) * scenario.Days;
        var (first, second) = (0.2 * scenario.Days, 0.2 * scenario.Days + draw.Between(0.3, 0.7) * length);
        return scenario with
        {
            Incidents =
            [
                new PlantedIncident { FromDay = first, ToDay = first + length, Hits = attempt => attempt.Server == "EX01", Causes = ByServer },
                new PlantedIncident
                {
                    FromDay = second, ToDay = second + length, Hits = attempt => attempt.Server is "EX03" or "EX04", Causes = ByCertificate,
                    Change = attempt => attempt.Certificate = Farm.NewCertificate,
                },
            ],
        };
    }

    private static Scenario WholeAndServer(Draw draw)
    {
        var scenario = draw.Ordinary(draw.Farm(draw.Int(3, 5))) with { MessagesPerDay = draw.Scale(500, 3000) };
        var (from, to) = (draw.Between(0.2, 0.3) * scenario.Days, draw.Between(0.7, 0.85) * scenario.Days);
        var inner = from + draw.Between(0.3, 0.5) * (to - from);
        return scenario with
        {
            Incidents =
            [
                new PlantedIncident { FromDay = from, ToDay = to, Hits = attempt => attempt.Server == "EX02", Causes = ByServer },
                new PlantedIncident { FromDay = inner, ToDay = inner + draw.Between(0.1, 0.3) * (to - from), Hits = attempt => attempt.Server != "EX02", Causes = [[], ["server"]] },
            ],
        };
    }

    private static Scenario TwoAttributes(Draw draw)
    {
        // One server on one of two connectors: either alone passes elsewhere.
        var scenario = draw.Ordinary(draw.Farm(draw.Int(3, 5), "Outbound", "Outbound B")) with { MessagesPerDay = draw.Scale(500, 3000) };
        var (from, to) = draw.Span(scenario, share: 0.1);
        return scenario with
        {
            Incidents =
            [
                new PlantedIncident
                {
                    FromDay = from, ToDay = to, Hits = attempt => attempt is { Server: "EX02", Connector: "Outbound B" },
                    Causes = [["connector", "server"], ["connector", "local_address"]],
                },
            ],
        };
    }
}
