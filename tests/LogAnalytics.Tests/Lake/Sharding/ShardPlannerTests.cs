using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Planning;
using LogAnalytics.Lake.Sharding;

namespace LogAnalytics.Tests.Lake.Sharding;

public class ShardPlannerTests
{
    private const int Servers = 1_000;

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(64)]
    public void Thousand_servers_and_thirty_days_are_shared_out_within_five_percent(int shards)
    {
        InputPlan inputs = InputPlan.Of(new InputCatalog(ServerNaming.ByFolder).List("/srv/logs", ThirtyDays(seed: 11)));

        long[] work = Work(ShardPlanner.Assign(inputs.Groups, shards), shards);

        Assert.Equal(Servers * 2, inputs.Groups.Count);
        Assert.Equal(Servers * 30 * 2, inputs.Groups.Sum(group => group.Files.Count));
        Assert.True(work.Max() <= work.Min() * 1.05, $"{work.Min()} to {work.Max()}");
    }

    [Fact]
    public void Server_is_never_split()
    {
        InputPlan inputs = InputPlan.Of(new InputCatalog(ServerNaming.ByFolder).List("/srv/logs", ThirtyDays(seed: 3)));

        IReadOnlyList<PlannedGroup> groups = ShardPlanner.Assign(inputs.Groups, 16);

        Assert.All(groups.GroupBy(group => group.Server), server => Assert.Single(server.Select(group => group.Shard).Distinct()));
        Assert.All(groups, group => Assert.InRange(group.Shard, 1, 16));
    }

    [Fact]
    public void Order_of_the_list_does_not_matter()
    {
        (long, string)[] files = ThirtyDays(seed: 5);
        string expected = Text(files);
        new Random(7).Shuffle(files);

        Assert.Equal(expected, Text(files));
    }

    [Fact]
    public void Fewer_servers_than_shards_leave_shards_empty()
    {
        InputPlan inputs = InputPlan.Of(new InputCatalog(ServerNaming.ByFolder).List("/srv/logs", [(10, "EX01/SEND2026031000-1.LOG"), (20, "EX02/SEND2026031000-1.LOG")]));

        Assert.Equal([20, 10, 0], Work(ShardPlanner.Assign(inputs.Groups, 3), 3));
    }

    [Fact]
    public void Packed_log_counts_as_what_is_in_it()
    {
        InputPlan inputs = InputPlan.Of(new InputCatalog(ServerNaming.ByFolder).List(
            "/srv/logs", [(100, "EX01/SEND2026031000-1.LOG.gz"), (600, "EX02/SEND2026031000-1.LOG"), (600, "EX03/SEND2026031000-1.LOG")]));

        Assert.Equal([1_000, 1_200], Work(ShardPlanner.Assign(inputs.Groups, 2), 2));
    }

    private static string Text(IEnumerable<(long, string)> files)
    {
        InputPlan inputs = InputPlan.Of(new InputCatalog(ServerNaming.ByFolder).List("/srv/logs", files));
        using StringWriter writer = new();
        PlanFile.Write(writer, new ShardPlan { Shards = 16, Roots = inputs.Roots, Groups = ShardPlanner.Assign(inputs.Groups, 16) });
        return writer.ToString();
    }

    private static long[] Work(IReadOnlyList<PlannedGroup> groups, int shards) =>
        [.. Enumerable.Range(1, shards).Select(shard => groups.Where(group => group.Shard == shard).Sum(ShardPlanner.Work))];

    // Two services each; some servers carry fifty times as much as others.
    private static (long Bytes, string Path)[] ThirtyDays(int seed)
    {
        Random random = new(seed);
        List<(long, string)> files = [];
        for (int server = 0; server < Servers; server++)
        {
            double load = 1_000_000 * Math.Exp(random.NextDouble() * 4);
            for (int day = 1; day <= 30; day++)
            {
                foreach (string service in new[] { "Hub", "FrontEnd" })
                    files.Add(((long)(load * (0.3 + random.NextDouble())), $"EX{server:0000}/TransportRoles/Logs/{service}/ProtocolLog/SmtpSend/SEND202604{day:00}-1.LOG"));
            }
        }

        return [.. files];
    }
}
