using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Planning;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Sharding;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake.Sharding;

public sealed class PlanFileTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Written_plan_reads_back_and_writes_the_same_bytes()
    {
        ShardPlan plan = new()
        {
            Shards = 3,
            UserFamilies = "id\tA\t550\n",
            Roots = ["/srv/logs", "/srv/more \"logs\""],
            Unreadable = new SortedDictionary<string, string> { ["EX09/x.zip"] = "it is damaged." },
            Groups =
            [
                new PlannedGroup(1, "EX01", "Hub", 30, [new PlannedInput { Path = "EX01/a.log", Bytes = 10 }, new PlannedInput { Path = "EX01/b ]}.log", Bytes = 20, Root = 1, File = "b.log", Sha256 = "00ff" }]),
                new PlannedGroup(2, "почта", "Unknown", 0, []),
                new PlannedGroup(2, "EX03", "Edge", 5, [new PlannedInput { Path = "c.zip!/EX03/c.log", Bytes = 5, File = "c.zip", Member = "EX03/c.log" }]),
            ],
        };

        string text = Text(plan);
        ShardPlan read = PlanFile.Read(_workspace.Write("plan.json", text));

        Assert.Equal(text, Text(read));
        Assert.Equal(plan.Groups.SelectMany(group => group.Files), read.Groups.SelectMany(group => group.Files));
        Assert.Equal(["EX01", "почта", "EX03"], read.Groups.Select(group => group.Server));
        Assert.Contains("\"server\":\"почта\"", text);
        Assert.Equal(64, read.Sha256.Length);
        // A line for each log.
        Assert.Contains("\n{\"path\":\"EX01/a.log\",\"bytes\":10},\n", text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"schema\":\"loganalytics/plan/1\"}")]
    public void What_is_no_plan_is_refused(string text) =>
        Assert.ThrowsAny<Exception>(() => PlanFile.Read(_workspace.Write("plan.json", text)));

    [Fact]
    public void Plan_of_another_version_is_refused()
    {
        string text = Text(new ShardPlan { Shards = 1, Roots = [], Groups = [], ParserVersion = LakeVersions.Parser + 1 });

        LakeException error = Assert.Throws<LakeException>(() => PlanFile.Read(_workspace.Write("plan.json", text)));
        Assert.Contains("Use one version", error.Message);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Plan_that_names_a_shard_or_root_it_does_not_have_is_refused(int shard, int root)
    {
        string text = Text(new ShardPlan { Shards = 3, Roots = ["/srv"], Groups = [new PlannedGroup(shard, "EX01", "Hub", 1, [new PlannedInput { Path = "a.log", Bytes = 1, Root = root }])] });

        Assert.Throws<InputException>(() => PlanFile.Read(_workspace.Write("plan.json", text)));
    }

    private static string Text(ShardPlan plan)
    {
        using StringWriter writer = new();
        PlanFile.Write(writer, plan);
        return writer.ToString();
    }
}
