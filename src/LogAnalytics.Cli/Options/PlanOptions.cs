using System.CommandLine;
using System.Globalization;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Sharding;

namespace LogAnalytics.Cli.Options;

/// <summary>The plan that several machines convert by, and which part of it this one takes.</summary>
public sealed class PlanOptions
{
    private const string Auto = "auto";

    private readonly Option<string?> _manifest = new("--manifest")
    {
        Description = "Read what a plan names instead of INPUT; see 'plan'.",
        HelpName = "PLAN.json",
    };

    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Convert one shard of the plan, to be merged: 3/16, or auto for the task of an array job (Slurm, Kubernetes Indexed Job, AWS Batch, Azure Batch, Grid Engine). Default: the whole plan.",
        HelpName = "I/N|auto",
    };

    public PlanOptions(Command command, InputOptions input)
    {
        command.Options.Add(_manifest);
        command.Options.Add(_shard);
        _shard.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && text != Auto && Parse(text) is null)
                result.AddError($"--shard '{text}' is not I/N with I from 1 to N, such as 3/16, and not auto.");
        });
        command.Validators.Add(result =>
        {
            bool hasPlan = result.GetValue(_manifest) is not null;
            if (hasPlan == input.IsGiven(result))
                result.AddError(hasPlan ? "Give INPUT or --manifest, not both: the plan says what is read." : "Give INPUT, or a plan with --manifest.");
            if (!hasPlan && result.GetValue(_shard) is not null)
                result.AddError("--shard goes with --manifest PLAN.json.");
            if (hasPlan && input.NamesWhatPlansName(result) is { } option)
                result.AddError($"{option} goes with 'plan': its tasks must not differ in it.");
        });
    }

    public string? Path(ParseResult parse) => parse.GetValue(_manifest);

    /// <summary>From 1; null where the whole plan is to be converted.</summary>
    /// <exception cref="InputException">It is none of the plan's, or the environment does not say which.</exception>
    public int? Shard(ParseResult parse, ShardPlan plan)
    {
        if (parse.GetValue(_shard) is not { } text)
            return null;
        if (Parse(text) is not var (shard, shards))
            return ArrayTask.Shard(System.Environment.GetEnvironmentVariable, plan.Shards);
        return shards == plan.Shards ? shard : throw new InputException($"--shard {text}: the plan has {plan.Shards} shards. Say --shard {Math.Min(shard, plan.Shards)}/{plan.Shards}, or plan again with --shards {shards}.");
    }

    private static (int Shard, int Shards)? Parse(string text) =>
        text.Split('/') is [{ } first, { } second]
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int shard)
        && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int shards)
        && shard >= 1 && shard <= shards
            ? (shard, shards)
            : null;
}
