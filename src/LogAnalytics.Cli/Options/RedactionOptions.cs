using System.CommandLine;
using LogAnalytics.Cli.Privacy;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Reports.Privacy;

namespace LogAnalytics.Cli.Options;

/// <summary>Results without names.</summary>
public sealed class RedactionOptions
{
    private readonly Option<bool> _redact = new("--redact")
    {
        Description = "Replace mailboxes, message ids, hosts, addresses, certificates, connectors, servers and paths by pseudonyms in all results, console included (docs/evidence.md).",
    };

    private readonly Option<string?> _key = new("--redact-key")
    {
        Description = "File of the secret that pseudonyms are made with; made when missing. The same key gives the same pseudonyms. Never in --out.",
        HelpName = "FILE",
    };

    public RedactionOptions(Command command)
    {
        command.Options.Add(_redact);
        command.Options.Add(_key);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_redact) != (result.GetValue(_key) is not null))
                result.AddError("--redact and --redact-key FILE go together.");
        });
    }

    /// <summary>Null where nothing is to be redacted.</summary>
    /// <exception cref="Inputs.InputException">The file is no key, or lies in the results.</exception>
    public RedactionKey? Key(ParseResult parse, string output, Streams streams) =>
        parse.GetValue(_key) is { } path ? RedactionKeyFile.ReadOrCreate(path, output, streams) : null;
}
