using LogAnalytics.Inputs;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Other numbers of threads, and the least memory.</summary>
internal sealed class ThreadsArrival : IArrival
{
    private const int Several = 3;

    public string Name => "threads";

    public string Says => "another number of threads, the least memory";

    public bool KeepsPlaces => true;

    public ConvertOptions Adjust(ConvertOptions options) => options with { Threads = options.Threads == 1 ? Several : 1, MemoryBytes = MemoryPlan.LeastBytes, LimitBytes = MemoryPlan.LeastBytes };

    public IEnumerable<InputListing> Feed(InputListing listing, IReadOnlySet<InputFile> untouched, string folder, Random random) => [listing];
}
