using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Copies of the logs whose rows stand elsewhere, over two runs.</summary>
internal sealed class RearrangedArrival(string name, string says, IRearrangement rearrangement) : IArrival
{
    private const int MostRuns = 2;

    public string Name => name;

    public string Says => says;

    public bool KeepsPlaces => false;

    public IEnumerable<InputListing> Feed(InputListing listing, IReadOnlySet<InputFile> untouched, string folder, Random random)
    {
        PieceFolder pieces = new(folder);
        foreach (InputFile log in listing.Files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            pieces.Begin(log);
            if (untouched.Contains(log))
                pieces.Pass();
            else
                rearrangement.Write(log, pieces, random);
        }

        return RunsArrival.InRuns(listing with { Files = pieces.Pieces }, MostRuns, random);
    }
}
