using System.CommandLine;
using System.CommandLine.Parsing;

namespace LogAnalytics.Cli.Options;

/// <summary>Values for the parameters of SQL: bound, never pasted into it.</summary>
public sealed class ParameterOption
{
    private readonly Option<Dictionary<string, object?>> _parameters = new("--param")
    {
        Description = "Value of $NAME in the SQL, bound as text; repeat for more.",
        HelpName = "NAME=VALUE",
        CustomParser = Parse,
        DefaultValueFactory = _ => [],
    };

    public ParameterOption(Command command) => command.Options.Add(_parameters);

    public IReadOnlyDictionary<string, object?> Values(ParseResult parse) => parse.GetValue(_parameters)!;

    private static Dictionary<string, object?> Parse(ArgumentResult result)
    {
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (Token token in result.Tokens)
        {
            string[] parts = token.Value.Split('=', 2);
            string name = parts[0].TrimStart('$');
            if (parts.Length < 2 || name.Length == 0)
                result.AddError($"--param '{token.Value}' has no value. Write --param NAME=VALUE.");
            else if (!values.TryAdd(name, parts[1]))
                result.AddError($"--param {name} is given twice.");
        }

        return values;
    }
}
