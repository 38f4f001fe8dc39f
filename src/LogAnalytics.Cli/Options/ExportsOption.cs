using System.CommandLine;

namespace LogAnalytics.Cli.Options;

/// <summary>Side inputs of an analysis.</summary>
public sealed class ExportsOption
{
    private readonly Option<string[]> _exports = new("--exports")
    {
        Description = "Exports that help to tell the cause, files or folders: Get-InboundConnector, Get-SendConnector, Get-AcceptedDomain, Get-ExchangeCertificate, audit records, hybrid wizard files; told by content (docs/exports.md). Stands behind INPUT.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    public ExportsOption(Command command) => command.Options.Add(_exports);

    public string[] Paths(ParseResult parse) => parse.GetValue(_exports) ?? [];
}
