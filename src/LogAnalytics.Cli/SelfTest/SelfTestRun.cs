using LogAnalytics.Cli.Analysis;
using LogAnalytics.Inputs;
using LogAnalytics.Lake;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Converts and analyses the same logs as they are and in other ways of arrival, and compares. The input is only read.</summary>
/// <param name="conversion">Of the lake that the others are compared with.</param>
/// <param name="told">What every analysis is told beside the logs.</param>
/// <param name="scratch">Holds that lake, and one more lake with its copies of the logs at a time.</param>
/// <param name="ownsProcess">Nothing else runs in this process: its heap may be limited.</param>
internal sealed class SelfTestRun(InputListing listing, ConvertOptions conversion, IReadOnlyList<Given> told, int seed, ScratchFolder scratch, bool ownsProcess)
{
    // Only these say where a row stands.
    private static readonly HashSet<string> _places = ["file", "line"];
    private static readonly HashSet<string> _none = [];

    private readonly LakeFolder _lake = new(Path.Combine(scratch.Root, "lake"));

    /// <summary>The lake of the input as it is.</summary>
    public Task<ConvertReport> ConvertAsync(ConvertProgress progress, CancellationToken cancellation) =>
        ConvertAsync(_lake, conversion, listing, progress, cancellation);

    public LakeAnswer ReadAnswer(CancellationToken cancellation) => Read(_lake, conversion, cancellation);

    /// <summary>A log that was written to since it was listed; null if none was.</summary>
    public string? WhichChanged() => listing.Files.FirstOrDefault(file => InputStream.WhyChanged(file) is not null)?.Path;

    public async Task<ArrivalResult> TestAsync(IArrival arrival, LakeAnswer expected, ConvertReport report, CancellationToken cancellation)
    {
        string folder = Path.Combine(scratch.Root, "arrival");
        string logs = Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName;
        try
        {
            HashSet<string> named = [.. report.Skipped.Concat(report.Unreadable).Select(problem => problem.Key)];
            HashSet<InputFile> untouched = [.. listing.Files.Where(file => named.Contains(file.Path))];
            LakeFolder lake = new(Path.Combine(folder, "lake"));
            ConvertOptions options = arrival.Adjust(conversion);
            // Each way has numbers of its own, whichever others are tested.
            Random random = new(SeedOf(arrival.Name));
            foreach (InputListing fed in arrival.Feed(listing, untouched, logs, random))
                await ConvertAsync(lake, options, fed, new ConvertProgress(), cancellation).ConfigureAwait(false);
            LakeAnswer answer = Read(lake, options, cancellation);
            return new ArrivalResult(arrival, FirstDifference(lake, expected, answer, arrival.KeepsPlaces));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<ConvertReport> ConvertAsync(LakeFolder lake, ConvertOptions options, InputListing fed, ConvertProgress progress, CancellationToken cancellation)
    {
        using HeapLimit? limit = HeapLimit.ForConversion(ownsProcess, options);
        return await new LakeConverter(lake, options, progress).ConvertAsync(fed, cancellation).ConfigureAwait(false);
    }

    private string? FirstDifference(LakeFolder lake, LakeAnswer expected, LakeAnswer answer, bool keepsPlaces)
    {
        if (JsonDifference.First(expected.Findings, answer.Findings, keepsPlaces ? _none : _places) is { } found)
            return "findings: " + found;
        if (ContentDifference.FirstPlace(expected.Sums, answer.Sums) is { } place)
            return ContentDifference.FirstRow(place, LakeAnswer.ReadRows(_lake, Limits(conversion), place), LakeAnswer.ReadRows(lake, Limits(conversion), place));
        return keepsPlaces && expected.Files.Except(answer.Files).Concat(answer.Files.Except(expected.Files)).FirstOrDefault() is { } file
            ? $"bytes of {file.Split(' ')[0]}"
            : null;
    }

    private LakeAnswer Read(LakeFolder lake, ConvertOptions options, CancellationToken cancellation) => LakeAnswer.Read(lake, told, Limits(options), cancellation);

    private EngineLimits Limits(ConvertOptions options) => new(options.Threads, options.LimitBytes, scratch.Root);

    // As string.GetHashCode, but the same in every process.
    private int SeedOf(string name) => name.Aggregate(seed, (hash, character) => unchecked((hash * 31) + character));
}
