using System.CommandLine;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Sharding;

namespace LogAnalytics.Cli.Options;

/// <summary>The plan that several machines convert by, and which part of it this one takes.</summary>
public sealed class PlanOptions
{
    private readonly Option<string?> _manifest = new("--manifest")
    {
        Description = "Read what a plan names instead of INPUT; see 'plan'.",
        HelpName = "PLAN.json",
    };

    private readonly ShardOption _shard;

    public PlanOptions(Command command, InputOptions input)
    {
        command.Options.Add(_manifest);
        _shard = new ShardOption(
            command,
            "Convert one shard of the plan, to be merged: 3/16, or auto for the task of an array job (Slurm, Kubernetes Indexed Job, AWS Batch, Azure Batch, Grid Engine). Default: the whole plan.",
            isRequired: false);
        command.Validators.Add(result =>
        {
            bool hasPlan = result.GetValue(_manifest) is not null;
            if (hasPlan == input.IsGiven(result))
                result.AddError(hasPlan ? "Give INPUT or --manifest, not both: the plan says what is read." : "Give INPUT, or a plan with --manifest.");
            if (!hasPlan && _shard.IsGiven(result))
                result.AddError("--shard goes with --manifest PLAN.json.");
            if (hasPlan && input.NamesWhatPlansName(result) is { } option)
                result.AddError($"{option} goes with 'plan': its tasks must not differ in it.");
        });
    }

    public string? Path(ParseResult parse) => parse.GetValue(_manifest);

    /// <summary>From 1; null where the whole plan is to be converted.</summary>
    /// <exception cref="InputException">It is none of the plan's, or the environment does not say which.</exception>
    public int? Shard(ParseResult parse, ShardPlan plan) => _shard.Shard(parse, plan);
}
