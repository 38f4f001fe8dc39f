using LogAnalytics.Lake.Restoring;

namespace LogAnalytics.Tests.Lake;

public sealed class LineSetTests
{
    [Fact]
    public void Contains_exactly_what_was_added()
    {
        long[] added = [0, 1, 63, 64, 127, 1_000_000, 5_000_000_000, long.MaxValue, -1, -64];
        LineSet set = new();
        foreach (long line in added)
            set.Add(line);

        foreach (long line in added.SelectMany(line => new[] { unchecked(line - 1), line, unchecked(line + 1) }))
            Assert.Equal(added.Contains(line), set.Contains(line));
    }
}
