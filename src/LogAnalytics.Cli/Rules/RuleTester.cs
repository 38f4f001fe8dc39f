using LogAnalytics.Inputs;
using LogAnalytics.Lake;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Queries;
using LogAnalytics.Queries.Rules;

namespace LogAnalytics.Cli.Rules;

/// <summary>Holds a rule against its fixtures: each is converted into a lake of its own, in a temporary folder.</summary>
public static class RuleTester
{
    /// <summary>All fixtures, positive ones first, in the order of their names.</summary>
    /// <exception cref="QueryException">The rule is not complete, or its SQL cannot run.</exception>
    public static async Task<IReadOnlyList<FixtureResult>> TestAsync(string folder, ConvertOptions options, CancellationToken cancellation)
    {
        Rule rule = RuleFolder.Read(folder);
        List<FixtureResult> results = [];
        foreach ((string kind, string fixture) in Fixtures(folder, rule))
            results.Add(new FixtureResult($"{kind}/{Path.GetFileName(fixture)}", kind == RuleFolder.Positive, await RunAsync(rule, fixture, options, cancellation).ConfigureAwait(false)));
        return results;
    }

    /// <summary>The rule is complete, has fixtures of both kinds, and the engine takes its SQL.</summary>
    /// <exception cref="QueryException">It is not so; the message says what to write.</exception>
    public static async Task<Rule> LintAsync(string folder, ConvertOptions options, CancellationToken cancellation)
    {
        Rule rule = RuleFolder.Read(folder);
        (_, string first) = Fixtures(folder, rule)[0];
        await RunAsync(rule, first, options, cancellation).ConfigureAwait(false);
        return rule;
    }

    private static List<(string Kind, string Path)> Fixtures(string folder, Rule rule)
    {
        List<(string, string)> fixtures = [];
        foreach ((string kind, string which) in new[] { (RuleFolder.Positive, "that it must hit"), (RuleFolder.Negative, "that it must not hit") })
        {
            IReadOnlyList<string> ofKind = RuleFolder.Fixtures(folder, kind);
            if (ofKind.Count == 0)
                throw new QueryException($"The rule {rule.Id} has no {kind} fixture. Put a Send log {which} into {Path.Combine(folder, kind)}.");
            fixtures.AddRange(ofKind.Select(path => (kind, path)));
        }

        return fixtures;
    }

    private static async Task<RuleRun> RunAsync(Rule rule, string fixture, ConvertOptions options, CancellationToken cancellation)
    {
        using ScratchFolder scratch = new();
        LakeFolder lake = new(Path.Combine(scratch.Root, "lake"));
        InputListing listing = new InputCatalog(ServerNaming.ByFolder).List([fixture]);
        await new LakeConverter(lake, options, new ConvertProgress()).ConvertAsync(listing, cancellation).ConfigureAwait(false);
        using LakeDatabase database = LakeDatabase.Open(lake.Root, lake.Tables(lake.ReadManifest()), new EngineLimits(options.Threads, options.MemoryBytes, scratch.Root), isLocked: true);
        return RuleRun.Over(database, rule, most: 1, cancellation);
    }
}
