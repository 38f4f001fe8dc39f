using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Lake;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Sharding;

namespace LogAnalytics.Cli.Commands;

/// <summary>The first half of <c>run</c>, and the whole of <c>convert</c>.</summary>
public static class Conversion
{
    public static async Task<ConvertReport> RunAsync(CliContext context, ParseResult parse, InputOptions input, string lakeRoot, CommonOptions common, Streams streams, JournaledRun journal, CancellationToken cancellation)
    {
        using HeapLimit? limit = HeapLimit.ForConversion(context.OwnsProcess, common.Convert(parse));
        ConvertOptions options = common.Convert(parse) with { Rehash = input.Rehash(parse), UserFamilies = input.UserFamilies(parse) };
        return await RunAsync(input.List(parse), options, lakeRoot, streams, journal, cancellation).ConfigureAwait(false);
    }

    /// <summary>A plan, or a shard of it, instead of INPUT.</summary>
    public static async Task<ConvertReport> RunAsync(
        CliContext context, ParseResult parse, InputOptions input, ShardPlan plan, int? shard, string lakeRoot, CommonOptions common, Streams streams, JournaledRun journal, CancellationToken cancellation)
    {
        using HeapLimit? limit = HeapLimit.ForConversion(context.OwnsProcess, common.Convert(parse));
        ConvertOptions options = common.Convert(parse) with { Rehash = input.Rehash(parse), UserFamilies = plan.UserFamilies };
        InputListing listing = input.List(parse, plan, shard);
        if (shard is null)
            listing = listing with { Unreadable = [.. plan.Unreadable, .. listing.Unreadable] };
        return await RunAsync(listing, options, lakeRoot, streams, journal, cancellation).ConfigureAwait(false);
    }

    private static async Task<ConvertReport> RunAsync(InputListing listing, ConvertOptions options, string lakeRoot, Streams streams, JournaledRun journal, CancellationToken cancellation)
    {
        journal.Begin();
        ConvertProgress progress = new();
        LakeConverter converter = new(new LakeFolder(lakeRoot), options, progress);
        ConvertReport report = await WorkDisplay.RunAsync(streams, ConversionStatus.Of(progress), () => converter.ConvertAsync(listing, cancellation)).ConfigureAwait(false);
        ConversionNotes.Write(streams, report);
        journal.Warnings.AddRange(ConversionNotes.Warnings(report));
        return report;
    }

    /// <summary>Why the input counts as incomplete; empty when it is whole.</summary>
    public static IReadOnlyList<string> WhyIncomplete(ConvertReport report, long maxRejects) =>
        report.FilesConverted + report.FilesPruned + report.SendLogsUnchanged == 0 ? [.. WhyLost(report, maxRejects), "no Send log in the input"] : WhyLost(report, maxRejects);

    /// <summary>The same of a part of the input, in which no log need be.</summary>
    public static IReadOnlyList<string> WhyLost(ConvertReport report, long maxRejects)
    {
        List<string> reasons = [];
        if (report.Unreadable.Count > 0)
            reasons.Add($"{report.Unreadable.Count} files or folders could not be read");
        long rejected = report.RejectedLines + report.RejectedLinesUnchanged;
        if (rejected > maxRejects)
            reasons.Add($"{rejected} lines could not be read (--max-rejects {maxRejects})");
        if (report.Unbalanced.Count > 0)
            reasons.Add(Unbalanced(report));
        return reasons;
    }

    public static string Unbalanced(ConvertReport report) => $"the accounts of {report.Unbalanced.Count} files do not balance";

    /// <summary>Says why the input counts as incomplete.</summary>
    /// <returns>The exit code.</returns>
    public static int Conclude(CliContext context, IReadOnlyList<string> reasons)
    {
        foreach (string reason in reasons)
            context.Error($"incomplete: {reason}.");
        return reasons.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done;
    }
}
