using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Novelty;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Reports.Novelty;

/// <summary>An incident is new once: not when logs come late, when it grows, or when it joins or parts from others.</summary>
public class IncidentComparisonTests
{
    private static readonly DateTime _day = new(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void First_analysis_finds_all_new()
    {
        ComparedIncidents compared = IncidentComparison.Compare([At("a", 1, 5), At("b", 7, 9, recoveredAt: 10)], []);

        Assert.Equal(["a new", "b new"], Said(compared));
        Assert.Empty(compared.Lost);
    }

    [Fact]
    public void Known_incident_goes_on_and_then_is_resolved()
    {
        ComparedIncidents second = IncidentComparison.Compare([At("a", 1, 8)], Known(At("a", 1, 5)));
        ComparedIncidents third = IncidentComparison.Compare([At("a", 1, 8, recoveredAt: 9)], second.Known);
        ComparedIncidents fourth = IncidentComparison.Compare([At("a", 1, 8, recoveredAt: 9)], third.Known);

        Assert.Equal(["a ongoing"], Said(second));
        Assert.Equal(["a resolved"], Said(third));
        Assert.Equal(["a resolved"], Said(fourth));
    }

    [Theory]
    [InlineData(0, 5)] // an earlier failure came late
    [InlineData(2, 5)] // the first failure turned out to be a background one
    [InlineData(1, 3)]
    public void Moved_bounds_keep_the_id(double from, double to) =>
        Assert.Equal(["a ongoing"], Said(IncidentComparison.Compare([At("other", from, to)], Known(At("a", 1, 5)))));

    [Fact]
    public void Joined_incidents_keep_the_earlier_id_and_part_again_without_being_new()
    {
        ComparedIncidents joined = IncidentComparison.Compare([At("c", 0, 9, ["EX01", "EX02"])], Known(At("a", 1, 3, ["EX01"]), At("b", 5, 9, ["EX02"])));
        ComparedIncidents parted = IncidentComparison.Compare([At("a", 1, 3, ["EX01"]), At("b", 5, 9, ["EX02"])], joined.Known);

        Assert.Equal(["a ongoing"], Said(joined));
        Assert.Equal(["a ongoing", "b ongoing"], Said(parted));
    }

    [Fact]
    public void Piece_of_a_known_incident_is_not_new()
    {
        ComparedIncidents parted = IncidentComparison.Compare([At("a", 1, 4), At("d", 6, 9, ["EX02"])], Known(At("a", 1, 9, ["EX01", "EX02"])));

        Assert.Equal(["a ongoing", "d ongoing"], Said(parted));
    }

    [Fact]
    public void What_begins_behind_the_last_known_failure_is_new_also_beside_one_that_goes_on() =>
        Assert.Equal(
            ["a ongoing", "q new"],
            Said(IncidentComparison.Compare([At("a", 1, 20), At("q", 12, 20, ["EX01", "EX02"])], Known(At("a", 1, 10)))));

    [Fact]
    public void Other_servers_connectors_families_and_times_are_other_incidents()
    {
        Incident known = At("a", 1, 5);
        Incident[] others =
        [
            At("b", 1, 5, ["EX09"]),
            At("c", 1, 5) with { Scope = known.Scope with { Connectors = ["Another"] } },
            At("d", 1, 5) with { Family = "attr35" },
            At("e", 5.1, 6),
        ];

        Assert.All(others, other => Assert.Equal([$"{other.Id} new"], Said(IncidentComparison.Compare([other], Known(known)))));
    }

    [Fact]
    public void Relapse_is_new()
    {
        IReadOnlyList<KnownIncident> known = Known(At("a", 1, 5, recoveredAt: 6));

        Assert.Equal(["a new"], Said(IncidentComparison.Compare([At("a", 1, 7)], known)));
        Assert.Equal(["a new"], Said(IncidentComparison.Compare([At("a", 1, 7.5, recoveredAt: 8)], known)));
        // Its end moved a little: a log that came late.
        Assert.Equal(["a resolved"], Said(IncidentComparison.Compare([At("a", 1, 5.5, recoveredAt: 6)], known)));
        // Looked at less far than before.
        Assert.Equal(["a ongoing"], Said(IncidentComparison.Compare([At("a", 1, 4)], known)));
    }

    [Fact]
    public void Minor_incident_that_has_become_major_is_new_once()
    {
        ComparedIncidents worse = IncidentComparison.Compare([At("a", 1, 8)], Known(At("a", 1, 5) with { Severity = "minor" }));

        Assert.Equal(["a new"], Said(worse));
        Assert.Equal(["a ongoing"], Said(IncidentComparison.Compare([At("a", 1, 8)], worse.Known)));
        Assert.Equal(["a ongoing"], Said(IncidentComparison.Compare([At("a", 1, 8) with { Severity = "minor" }], worse.Known)));
    }

    [Fact]
    public void What_is_not_found_any_more_is_lost_once_and_never_new_again()
    {
        ComparedIncidents without = IncidentComparison.Compare([], Known(At("a", 1, 5)));
        ComparedIncidents still = IncidentComparison.Compare([], without.Known);
        ComparedIncidents back = IncidentComparison.Compare([At("a", 1, 5)], still.Known);

        Assert.Equal(["a"], without.Lost.Select(lost => lost.Id));
        Assert.Empty(still.Lost);
        Assert.Equal(["a ongoing"], Said(back));
    }

    [Fact]
    public void Each_way_of_asking_has_a_memory_of_its_own_and_the_first_of_its_kind_knows_the_last()
    {
        IReadOnlyList<KnownIncident> nightly = Known(At("a", 1, 5)), morning = Known(At("a", 1, 5), At("b", 7, 9));
        IncidentMemory memory = new IncidentMemory().With(new RememberedAnalysis("nightly", _day, nightly)).With(new RememberedAnalysis("last week", _day, morning));
        IncidentMemory read = IncidentMemory.TryRead(memory.Write())!;

        Assert.Equal(["a"], read.Before("nightly").Select(known => known.Id));
        Assert.Equal(["a", "b"], read.Before("another way").Select(known => known.Id).Order());
        Assert.All(read.Before("another way"), known => Assert.False(known.IsFound));
        Assert.Null(IncidentMemory.TryRead("{\"schema\": \"another\"}"));
        Assert.Null(IncidentMemory.TryRead("damaged"));
    }

    [Fact]
    public void Memory_does_not_grow_without_end()
    {
        IncidentMemory memory = new();
        for (int i = 0; i < 100; i++)
            memory = memory.With(new RememberedAnalysis($"from={i}", _day, []));
        Assert.Equal(20, memory.Analyses.Count);
        Assert.Equal("from=99", memory.Analyses[0].Way);
    }

    private static IReadOnlyList<KnownIncident> Known(params Incident[] incidents) => IncidentComparison.Compare(incidents, []).Known;

    private static string[] Said(ComparedIncidents compared) => [.. compared.Incidents.Select(incident => $"{incident.Id} {incident.Novelty}")];

    private static Incident At(string id, double from, double to, string[]? servers = null, double? recoveredAt = null)
    {
        Incident incident = ReportBuilder.Plain.Findings(1).Incidents[0];
        TrialPoint point = incident.Onset.FirstBad;
        return incident with
        {
            Id = id,
            Status = recoveredAt is null ? "ongoing" : "recovered",
            Scope = incident.Scope with { Servers = servers ?? ["EX01"] },
            Onset = incident.Onset with { FirstBad = point with { Time = _day.AddHours(from) } },
            Recovery = new IncidentRecovery(point with { Time = _day.AddHours(to) }, recoveredAt is { } good ? point with { Time = _day.AddHours(good) } : null),
        };
    }
}
