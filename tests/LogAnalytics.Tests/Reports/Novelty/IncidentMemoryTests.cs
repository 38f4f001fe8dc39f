using LogAnalytics.Reports.Novelty;

namespace LogAnalytics.Tests.Reports.Novelty;

/// <summary>What is known to each way of asking.</summary>
public class IncidentMemoryTests
{
    [Fact]
    public void With_remembers_the_twenty_ways_that_were_asked_last()
    {
        IncidentMemory memory = new();
        foreach (int way in Enumerable.Range(1, 25))
            memory = memory.With(Asked(way));

        Assert.Equal(Enumerable.Range(6, 20).Reverse().Select(Name), Ways(memory));
        // One that is known takes nobody's place.
        Assert.Equal([Name(6), .. Enumerable.Range(7, 19).Reverse().Select(Name)], Ways(memory.With(Asked(6))));
    }

    private static RememberedAnalysis Asked(int way) => new(Name(way), DateTime.UnixEpoch, []);

    private static string Name(int way) => $"way {way}";

    private static IEnumerable<string> Ways(IncidentMemory memory) => memory.Analyses.Select(analysis => analysis.Way);
}
