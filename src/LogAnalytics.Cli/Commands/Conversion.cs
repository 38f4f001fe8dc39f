using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Lake;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Cli.Commands;

/// <summary>The first half of <c>run</c>, and the whole of <c>convert</c>.</summary>
public static class Conversion
{
    public static async Task<ConvertReport> RunAsync(CliContext context, ParseResult parse, InputOptions input, string lakeRoot, CommonOptions common, Streams streams, CancellationToken cancellation)
    {
        using HeapLimit? limit = HeapLimit.ForConversion(context.OwnsProcess, common.Convert(parse));
        InputListing listing = input.List(parse);
        ConvertProgress progress = new();
        ConvertOptions options = common.Convert(parse) with { Rehash = input.Rehash(parse), UserFamilies = input.UserFamilies(parse) };
        LakeConverter converter = new(new LakeFolder(lakeRoot), options, progress);
        ConvertReport report = await WorkDisplay.RunAsync(streams, ConversionStatus.Of(progress), () => converter.ConvertAsync(listing, cancellation)).ConfigureAwait(false);
        ConversionNotes.Write(streams, report);
        return report;
    }

    /// <summary>Why the input counts as incomplete; empty when it is whole.</summary>
    public static IReadOnlyList<string> WhyIncomplete(ConvertReport report, long maxRejects)
    {
        List<string> reasons = [];
        if (report.Unreadable.Count > 0)
            reasons.Add($"{report.Unreadable.Count} files or folders could not be read");
        long rejected = report.RejectedLines + report.RejectedLinesUnchanged;
        if (rejected > maxRejects)
            reasons.Add($"{rejected} lines could not be read (--max-rejects {maxRejects})");
        if (report.Unbalanced.Count > 0)
            reasons.Add($"the accounts of {report.Unbalanced.Count} files do not balance");
        if (report.FilesConverted + report.SendLogsUnchanged == 0)
            reasons.Add("no Send log in the input");
        return reasons;
    }
}
