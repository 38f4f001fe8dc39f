using System.CommandLine;
using System.Diagnostics;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.SelfTest;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Proves on the user's own logs that the answer does not depend on how they arrive.</summary>
public static class SelfTestCommand
{
    public static Command Create(CliContext context)
    {
        string arrivals = string.Join('\n', Arrivals.All.Select(arrival => $"  {arrival.Name,-12} {arrival.Says}"));
        Command command = new("selftest", $"""
            Convert and analyse the same logs in several ways of arrival, and compare: findings, rows and, where every row
            stays in its file, the bytes of the lake. The logs are only read; a difference ends with exit code 4.

            Example: loganalytics selftest data-samples/certificate-name-changed

            Variants:
            {arrivals}
            """);
        InputOptions input = new(command);
        Option<int> seed = new("--seed") { Description = "Where the logs are cut and how they are mixed; default 1.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<IReadOnlyList<IArrival>?> variants = new("--variants")
        {
            Description = "Only these, parted by commas; default: all.",
            HelpName = "NAME,…",
            CustomParser = result =>
            {
                string[] names = result.Tokens[0].Value.Split(',');
                foreach (string unknown in names.Except(Arrivals.All.Select(arrival => arrival.Name)))
                    result.AddError($"--variants '{unknown}' is unknown. Write some of {string.Join(',', Arrivals.All.Select(arrival => arrival.Name))}.");
                return Arrivals.All.Where(arrival => names.Contains(arrival.Name)).ToArray();
            },
        };
        command.Options.Add(seed);
        command.Options.Add(variants);
        RelevanceOptions relevance = new(command);
        CommonOptions common = CommonOptions.OfConversion(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            InputListing listing = input.List(parse);
            using ScratchFolder scratch = new();
            ConvertOptions conversion = common.Convert(parse) with { UserFamilies = input.UserFamilies(parse) };
            SelfTestRun test = new(listing, conversion, [.. relevance.Told(parse)], parse.GetValue(seed), scratch, context.OwnsProcess);
            ConvertProgress progress = new();
            ConvertReport report = await WorkDisplay.RunAsync(streams, ConversionStatus.Of(progress), () => test.ConvertAsync(progress, cancellation)).ConfigureAwait(false);
            ConversionNotes.Write(streams, report);
            IReadOnlyList<string> reasons = Conversion.WhyIncomplete(report, input.MaxRejects(parse));
            List<ArrivalResult> results = [];
            if (report.FilesConverted > 0)
            {
                LakeAnswer expected = test.ReadAnswer(cancellation);
                IReadOnlyList<IArrival> chosen = parse.GetValue(variants) ?? Arrivals.All;
                Stopwatch all = Stopwatch.StartNew();
                foreach (IArrival arrival in chosen)
                {
                    cancellation.ThrowIfCancellationRequested();
                    Stopwatch watch = Stopwatch.StartNew();
                    WorkStatus status = new($"variant {results.Count + 1} of {chosen.Count}: {arrival.Name}", (double)results.Count / chosen.Count);
                    results.Add(await WorkDisplay.RunAsync(
                        streams, _ => status, () => Task.Run(() => test.TestAsync(arrival, expected, report, cancellation), cancellation), all).ConfigureAwait(false));
                    if (test.WhichChanged() is { } changed)
                        throw new IOException($"'{changed}' was written to while the logs were tested, so nothing can be compared. Test a copy of the logs.");
                    streams.Note($"{results.Count} of {chosen.Count}: {arrival.Name}, {Say.Span(watch.Elapsed)}");
                }

                Write(streams, report, results);
            }

            foreach (string reason in reasons)
                context.Error($"incomplete: {reason}.");
            bool differs = results.Any(result => result.Difference is not null);
            return ExitCodes.Worst([reasons.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done, differs ? ExitCodes.Environment : ExitCodes.Done]);
        });
        return command;
    }

    private static void Write(Streams streams, ConvertReport report, List<ArrivalResult> results)
    {
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("variant", "result", "the same logs as", "first difference");
        foreach (ArrivalResult result in results)
        {
            table.AddRow(
                new Text(result.Arrival.Name), new Text(result.Difference is null ? "same" : "differs"), new Text(result.Arrival.Says),
                new Text(Say.Safe(Shortened(result.Difference ?? ""))));
        }

        streams.Results.Write(table);
        int differing = results.Count(result => result.Difference is not null);
        streams.Results.WriteLine(
            $"{report.FilesConverted} logs, {report.EventLines} rows: {(differing == 0 ? $"the same answer in all {results.Count} variants." : $"another answer in {differing} of {results.Count} variants.")}");
    }

    // Enough to find the row; a row may have a megabyte.
    private static string Shortened(string difference) => difference.Length <= 600 ? difference : difference[..600] + "…";
}
