using System.CommandLine;
using System.Globalization;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Output;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Planning;
using LogAnalytics.Lake.Sharding;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Shares logs out to several machines.</summary>
public static class PlanCommand
{
    // Enough to see how even it is.
    private const int MostShown = 40;

    public static Command Create(CliContext context)
    {
        Command command = new("plan", """
            Share the logs of many servers out to tasks on several machines: which logs there are, how much of each is read, and
            which shard reads it, balanced by bytes. A server is never split. The tasks read what the plan names ('convert
            --manifest'), never a listing of their own, so logs may grow meanwhile; 'merge' makes one lake of their work.

            Example: loganalytics plan logs --shards 16 --output plan.json
            """);
        InputOptions input = InputOptions.OfPlan(command);
        Option<int> shards = new("--shards") { Description = "How many tasks.", HelpName = "N", Required = true };
        shards.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--shards must be at least 1.");
        });
        Option<string> output = new("--output") { Description = "Where the plan goes; one that is there is replaced.", HelpName = "PLAN.json", Required = true };
        Option<bool> hash = new("--hash") { Description = "Read all logs and keep their SHA-256: a task then names a log whose content is another." };
        Option<string?> list = new("--from-list")
        {
            Description = "Take the logs from a list instead of from the disk: size, tab and path relative to INPUT a line, as find -printf '%s\\t%P\\n' writes it.",
            HelpName = "F.tsv",
        };
        foreach (Option option in new Option[] { shards, output, hash, list })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(list) is not null && result.GetValue(hash))
                result.AddError("--hash reads the logs, --from-list does not look at them: give one.");
        });
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            InputListing listing = parse.GetValue(list) is { } file ? input.List(parse, file) : input.List(parse);
            InputPlan inputs = InputPlan.Of(listing);
            SortedDictionary<string, string> unreadable = new(StringComparer.Ordinal);
            foreach ((string path, string reason) in listing.Unreadable)
                unreadable[path] = reason;
            ShardPlan plan = new()
            {
                UserFamilies = input.UserFamilies(parse) ?? "",
                Shards = parse.GetValue(shards),
                Roots = inputs.Roots,
                Unreadable = unreadable,
                Groups = ShardPlanner.Assign(inputs.Groups, parse.GetValue(shards)),
            };
            if (parse.GetValue(hash))
                plan = plan with { Groups = PlanHashes.Add(plan, input.Limits(parse), unreadable, common.Threads(parse), cancellation) };
            new ResultFile(parse.GetValue(output)!).Write(temporary =>
            {
                using TextWriter writer = ResultFile.Text(temporary);
                PlanFile.Write(writer, plan);
            });
            Show(streams, plan, parse.GetValue(output)!);
            foreach ((string path, string reason) in listing.Skipped)
                streams.Note($"skipped {path}: {reason}");
            foreach ((string path, string reason) in unreadable)
                context.Error($"cannot read {path}: {reason}");
            string[] reasons = [.. unreadable.Count > 0 ? [$"{unreadable.Count} files or folders could not be read"] : Array.Empty<string>(), .. plan.Groups.Count == 0 ? ["no log in the input"] : Array.Empty<string>()];
            return Task.FromResult(Conversion.Conclude(context, reasons));
        });
        return command;
    }

    private static void Show(Streams streams, ShardPlan plan, string output)
    {
        ILookup<int, PlannedGroup> groups = plan.Groups.ToLookup(group => group.Shard);
        for (int shard = 1; shard <= Math.Min(plan.Shards, MostShown); shard++)
        {
            PlannedGroup[] of = [.. groups[shard]];
            streams.Results.WriteLine($"shard {shard}/{plan.Shards}: {Say.Count(of.Select(group => group.Server).Distinct().Count(), "server")}, {Say.Count(of.Sum(group => group.Files.Count), "file")}, {SizeText.Show(of.Sum(group => group.Bytes))}");
        }

        if (plan.Shards > MostShown)
            streams.Results.WriteLine($"… and {plan.Shards - MostShown} more shards.");
        long[] work = [.. Enumerable.Range(1, plan.Shards).Select(shard => groups[shard].Sum(ShardPlanner.Work))];
        int servers = plan.Groups.Select(group => group.Server).Distinct().Count();
        streams.Results.WriteLine($"{Say.Count(plan.Groups.Sum(group => group.Files.Count), "file")} of {Say.Count(servers, "server")}, {SizeText.Show(plan.Groups.Sum(group => group.Bytes))}, shared out to {Say.Count(plan.Shards, "shard")}: {output}");
        if (work.Min() > 0)
            streams.Results.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The largest shard has {100.0 * (work.Max() - work.Min()) / work.Min():0.0} % more to read than the smallest."));
        else if (servers > 0)
            streams.Note($"{work.Count(bytes => bytes == 0)} shards stay empty: a server is never split, and there are {servers}.");
    }
}
