using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Files that come one after the other, in any order, over several runs.</summary>
internal sealed class RunsArrival : IArrival
{
    private const int MostRuns = 4;

    public string Name => "runs";

    public string Says => "files in random order, over several runs";

    public bool KeepsPlaces => true;

    public IEnumerable<InputListing> Feed(InputListing listing, IReadOnlySet<InputFile> untouched, string folder, Random random) => InRuns(listing, MostRuns, random);

    /// <summary>More and more of the listing, all of it in the end.</summary>
    public static IEnumerable<InputListing> InRuns(InputListing listing, int mostRuns, Random random)
    {
        InputFile[] order = [.. listing.Files];
        random.Shuffle(order);
        int runs = Math.Clamp(order.Length, 1, mostRuns);
        for (int run = 1; run <= runs; run++)
        {
            HashSet<InputFile> there = [.. order.Take((int)((long)order.Length * run / runs))];
            yield return listing with { Files = [.. listing.Files.Where(there.Contains)] };
        }
    }
}
