using System.CommandLine;
using System.Text.RegularExpressions;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Privacy;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Exports;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Privacy;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Pseudonyms back to names, for who holds the key and the lake.</summary>
public static partial class UnredactCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("unredact", """
            Say what pseudonyms of redacted results stand for. Takes the key that they were made with, and the lake that
            holds the originals: each of its names is given its pseudonym, until the ones asked for are found.

            Example: loganalytics unredact --lake lake --redact-key key user-3f2a9c1b7d@domain-77b1c0ffee.example
            """);
        Argument<string[]> pseudonyms = new("PSEUDONYM") { Description = "As it stands in the results; text around it does no harm.", Arity = ArgumentArity.OneOrMore };
        Option<string> keyFile = new("--redact-key") { Description = "The key that the results were redacted with.", HelpName = "FILE", Required = true };
        command.Arguments.Add(pseudonyms);
        LakeOption lake = new(command);
        command.Options.Add(keyFile);
        ExportsOption exports = new(command);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            LakeFolder folder = AnalysisRun.OpenLake(lake.Root(parse));
            RedactionKey key = RedactionKeyFile.Read(parse.GetValue(keyFile)!, streams);
            ExportSet set = ExportReading.Read(exports.Paths(parse), cancellation).Set;
            string[] asked = [.. parse.GetValue(pseudonyms)!.SelectMany(text => Token().Matches(text).Select(match => match.Value)).Distinct(StringComparer.Ordinal)];
            using OpenedLake opened = new(folder, parse, common, isLocked: false, cancellation);
            LakeDatabase database = opened.Database;
            SortedDictionary<string, SortedSet<string>> found = Find(database, set, key, [.. asked], cancellation);
            foreach (string pseudonym in asked.Where(found.ContainsKey))
                streams.Results.WriteLine($"{pseudonym}\t{string.Join("\t", found[pseudonym].Select(Say.Safe))}");
            string[] unknown = [.. asked.Where(pseudonym => !found.ContainsKey(pseudonym))];
            if (asked.Length == 0)
                context.Error("there is no pseudonym in what was asked for: they look like host-3f2a9c1b7d.");
            foreach (string pseudonym in unknown)
                context.Error($"{pseudonym} stands for nothing in this lake with this key. Names of exports are found with --exports.");
            return Task.FromResult(asked.Length == 0 ? ExitCodes.Usage : unknown.Length > 0 ? ExitCodes.Incomplete : ExitCodes.Done);
        });
        return command;
    }

    // Several spellings of a name share a pseudonym.
    private static SortedDictionary<string, SortedSet<string>> Find(LakeDatabase database, ExportSet exports, RedactionKey key, HashSet<string> asked, CancellationToken cancellation)
    {
        SortedDictionary<string, SortedSet<string>> found = new(StringComparer.Ordinal);
        Redactor redactor = new(key, LakeNames.Read(database, exports), (pseudonym, original) =>
        {
            if (!asked.Contains(pseudonym))
                return;
            if (!found.TryGetValue(pseudonym, out SortedSet<string>? originals))
                found.Add(pseudonym, originals = new SortedSet<string>(StringComparer.Ordinal));
            originals.Add(original);
        });
        foreach ((ValueKind kind, string value) in LakeNames.All(database, exports, withPlain: true))
        {
            cancellation.ThrowIfCancellationRequested();
            redactor.Value(kind, value);
            // A GUID inside a name has a pseudonym of its own where it stands alone.
            redactor.Text(value);
        }

        return found;
    }

    [GeneratedRegex("(?<![a-z0-9])(host|domain|user|ip|connector|name|cert|serial|path|guid)-[0-9a-f]{10}(?![0-9a-z])")]
    private static partial Regex Token();
}
