using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;

namespace LogAnalytics.Tests.Regressions;

/// <summary>Gaps in a tree of few sessions: no file from which a row could be cut held a whole session, and the sample ended with an index error.</summary>
public sealed class SparseGapsTests
{
    [Theory]
    [InlineData(5, 8)]
    [InlineData(6, 3)]
    [InlineData(7, 1)]
    public void Gaps_that_few_sessions_allow_are_planted(int seed, int sessions)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "clean", Seed = seed, Servers = 3, Days = 9, SessionsPerServerHour = sessions, Gaps = true });

        string[] kinds = [.. tree.Truth.Gaps!.Select(gap => gap.Kind)];
        Assert.Equal(["retention_edge", "quiet", "logging_stopped"], kinds[..3]);
        Assert.All(tree.Truth.Gaps!.Where(gap => gap.Kind == "sequence_hole"), gap => Assert.Single(gap.Removed));
    }
}
