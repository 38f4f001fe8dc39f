using System.Text.Json;
using LogAnalytics.Benchmarks.Workloads;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Benchmarks;

/// <summary>
/// Each stage of a conversion stays within the bytes per row of budgets.json, which are what was measured and a fifth. Allocations of one
/// thread over fixed logs hardly vary, unlike times, so they can be checked anywhere.
/// </summary>
public sealed class AllocationBudgetTests(AllocationBudgetTests.StagesFixture fixture) : IClassFixture<AllocationBudgetTests.StagesFixture>
{
    // The first pass fills caches and compiles.
    private const int Passes = 3;

    [ReleaseTheory]
    [InlineData("reader")]
    [InlineData("stitcher")]
    [InlineData("interpreter")]
    [InlineData("writer")]
    public void Stage_allocates_within_its_budget(string stage)
    {
        Func<int> run = stage switch
        {
            "reader" => fixture.Stages.Reader,
            "stitcher" => fixture.Stages.Stitcher,
            "interpreter" => fixture.Stages.Interpreter,
            _ => fixture.Stages.Writer,
        };
        double least = double.MaxValue;
        for (int i = 0; i < Passes; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            int rows = run();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(fixture.Stages.Rows, rows);
            least = Math.Min(least, allocated / (double)rows);
        }

        Assert.True(least <= Budget(stage), $"{stage}: {least:0.0} bytes per row are over the budget of {Budget(stage)}");
    }

    private static double Budget(string stage)
    {
        using JsonDocument budgets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "LogAnalytics.Benchmarks", "budgets.json")));
        return budgets.RootElement.GetProperty(stage).GetDouble();
    }

    public sealed class StagesFixture : IDisposable
    {
        internal Stages Stages { get; } = new();

        public void Dispose() => Stages.Dispose();
    }

    // A debug build has tiny buffers and allocates otherwise.
    private sealed class ReleaseTheoryAttribute : TheoryAttribute
    {
        public ReleaseTheoryAttribute()
        {
#if DEBUG
            Skip = "Budgets are those of a release build.";
#endif
        }
    }
}
