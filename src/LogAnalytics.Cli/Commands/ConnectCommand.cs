using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Commands;

/// <summary>Prints the SQL that gives any DuckDB client the views.</summary>
public static class ConnectCommand
{
    public static Command Create()
    {
        Command command = new("connect", """
            Print SQL that gives any DuckDB client (CLI, Python, ODBC) the views over a lake as it stands now.

            Example: loganalytics connect --lake lake > connect.sql
                     duckdb -init connect.sql
            """);
        LakeOption lake = new(command);
        command.SetAction(parse =>
        {
            LakeFolder folder = AnalysisRun.OpenLake(lake.Root(parse));
            ConnectScript.Write(System.Console.Out, folder.Root, folder.Tables(folder.ReadManifest()));
            return ExitCodes.Done;
        });
        return command;
    }
}
