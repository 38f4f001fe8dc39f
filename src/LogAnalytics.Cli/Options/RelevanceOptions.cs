using System.CommandLine;
using LogAnalytics.Cli.Analysis;

namespace LogAnalytics.Cli.Options;

/// <summary>What the user knows about connectors, remotes and domains; it outweighs what the logs let conclude.</summary>
public sealed class RelevanceOptions
{
    private static readonly string[] _roles = ["relay", "mx_delivery", "tenant_only", "internal", "unknown"];
    private static readonly string[] _families = ["exchange_online", "other", "unknown"];

    private readonly Option<Given[]> _relayRole = Pairs(
        "--relay-role", "CONNECTOR=ROLE", $"What a connector is for, whatever its sessions look like: {string.Join(", ", _roles)}. Repeatable.", Given.RelayRole, _roles);

    private readonly Option<Given[]> _remoteFamily = Pairs(
        "--remote-family", "REMOTE=FAMILY", $"Whose an address, a host or a domain of hosts is: {string.Join(", ", _families)}. Repeatable.", Given.RemoteFamily, _families);

    private readonly Option<string[]> _hostedDomain = new("--hosted-domain")
    {
        Description = "A recipient domain that the service hosts: mail to it is accepted from anyone, so it proves nothing. Repeatable.",
        HelpName = "DOMAIN",
        Arity = ArgumentArity.OneOrMore,
    };

    public RelevanceOptions(Command command)
    {
        _hostedDomain.Validators.Add(result =>
        {
            foreach (string domain in result.Tokens.Select(token => token.Value).Where(value => Uri.CheckHostName(value) != UriHostNameType.Dns))
                result.AddError($"--hosted-domain '{domain}' is no domain.");
        });
        command.Options.Add(_relayRole);
        command.Options.Add(_remoteFamily);
        command.Options.Add(_hostedDomain);
    }

    public IEnumerable<Given> Told(ParseResult parse) =>
    [
        .. parse.GetValue(_relayRole) ?? [],
        .. parse.GetValue(_remoteFamily) ?? [],
        .. (parse.GetValue(_hostedDomain) ?? []).Select(domain => new Given(Given.HostedDomain, domain, null, "given by the user", IsUsers: true)),
    ];

    private static Option<Given[]> Pairs(string name, string helpName, string description, string kind, string[] values) => new(name)
    {
        Description = description,
        HelpName = helpName,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            List<Given> given = [];
            foreach (string text in result.Tokens.Select(token => token.Value))
            {
                // A connector's name may hold '=', a role does not.
                int equals = text.LastIndexOf('=');
                string value = text[(equals + 1)..];
                if (equals < 1 || !values.Contains(value))
                    result.AddError($"{name} '{text}' is not {helpName}. Write '{helpName.Split('=')[0]}={values[0]}'; known: {string.Join(", ", values)}.");
                else
                    given.Add(new Given(kind, text[..equals].Trim(), value, "given by the user", IsUsers: true));
            }

            foreach (IGrouping<string, Given> twice in given.GroupBy(fact => fact.Subject).Where(group => group.DistinctBy(fact => fact.Value).Count() > 1))
                result.AddError($"{name} says two things about '{twice.First().Name}': {string.Join(", ", twice.Select(fact => fact.Value))}.");
            return [.. given];
        },
    };
}
