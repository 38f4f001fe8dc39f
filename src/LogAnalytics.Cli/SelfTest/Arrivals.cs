namespace LogAnalytics.Cli.SelfTest;

/// <summary>The ways of arrival by name.</summary>
internal static class Arrivals
{
    private const int MostSharedLines = 20;

    public static IReadOnlyList<IArrival> All { get; } =
    [
        new ThreadsArrival(),
        new RunsArrival(),
        new GrowthArrival(),
        new RearrangedArrival("split", "pieces cut at line ends, each with the header", new LineSplit(repeatsHeader: true)),
        new RearrangedArrival("split-bare", "pieces cut at line ends, without header", new LineSplit(repeatsHeader: false)),
        new RearrangedArrival("shuffle", "rows of each file out of order", new LineShuffle()),
        new RearrangedArrival("duplicates", "copies of whole files", new LogDuplicates()),
        new RearrangedArrival("overlap", "pieces that share rows with their neighbours", new LineSplit(repeatsHeader: true, MostSharedLines)),
    ];
}
