using System.CommandLine;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Commands;

/// <summary>The JSON schemas of the results.</summary>
public static class SchemaCommand
{
    public static Command Create()
    {
        Command command = new("schema", """
            Print the JSON schema of findings.json or run.json.

            Example: loganalytics schema findings
            """);
        Argument<string> name = new("NAME") { Description = "findings or run." };
        name.AcceptOnlyFromAmong([.. FindingsSchemas.Names]);
        command.Arguments.Add(name);
        command.SetAction(parse =>
        {
            System.Console.Out.Write(FindingsSchemas.Text(parse.GetValue(name)!));
            return ExitCodes.Done;
        });
        return command;
    }
}
