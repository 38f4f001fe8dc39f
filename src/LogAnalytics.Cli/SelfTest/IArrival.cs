using LogAnalytics.Inputs;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>One way in which the same rows may reach a lake.</summary>
internal interface IArrival
{
    string Name { get; }

    /// <summary>What it does, for a reader.</summary>
    string Says { get; }

    /// <summary>Every row stands in the file and line where the input has it, so the lake must have the same bytes.</summary>
    bool KeepsPlaces { get; }

    ConvertOptions Adjust(ConvertOptions options) => options;

    /// <summary>What is converted in each run.</summary>
    /// <param name="folder">An empty folder for copies; the next listing may change them.</param>
    /// <param name="untouched">Logs that are no Send logs, or cannot be read to their end: they are taken as they are.</param>
    IEnumerable<InputListing> Feed(InputListing listing, IReadOnlySet<InputFile> untouched, string folder, Random random);
}
