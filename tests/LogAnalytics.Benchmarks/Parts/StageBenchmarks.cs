using BenchmarkDotNet.Attributes;
using LogAnalytics.Benchmarks.Workloads;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>What BenchmarkDotNet calls.</summary>
public class StageBenchmarks
{
    private Stages _stages = null!;

    [GlobalSetup]
    public void SetUp() => _stages = new Stages();

    [GlobalCleanup]
    public void CleanUp() => _stages.Dispose();

    [Benchmark(Description = "reader: bytes → rows")]
    public int Reader() => _stages.Reader();

    [Benchmark(Description = "reader and stitcher: bytes → sessions")]
    public int Stitcher() => _stages.Stitcher();

    [Benchmark(Description = "interpreter: sessions → what they mean")]
    public int Interpreter() => _stages.Interpreter();

    [Benchmark(Description = "interpreter and writer: sessions → tables")]
    public int Writer() => _stages.Writer();
}
