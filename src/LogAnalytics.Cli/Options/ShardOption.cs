using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Sharding;

namespace LogAnalytics.Cli.Options;

/// <summary>Which part of a plan this machine takes.</summary>
public sealed class ShardOption
{
    private const string Auto = "auto";

    private readonly Option<string?> _shard;

    /// <param name="whatItDoes">With the shard, and what happens without the option; a sentence or two each.</param>
    public ShardOption(Command command, string whatItDoes, bool isRequired)
    {
        _shard = new Option<string?>("--shard") { Description = whatItDoes, HelpName = "I/N|auto", Required = isRequired };
        _shard.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && text != Auto && Parse(text) is null)
                result.AddError($"--shard '{text}' is not I/N with I from 1 to N, such as 3/16, and not auto.");
        });
        command.Options.Add(_shard);
    }

    public bool IsGiven(CommandResult result) => result.GetValue(_shard) is not null;

    /// <summary>From 1; null where no shard is named.</summary>
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
