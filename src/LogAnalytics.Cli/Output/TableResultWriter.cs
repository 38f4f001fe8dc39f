using LogAnalytics.Cli.Terminal;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Output;

/// <summary>For reading on a terminal; long results are cut, and said so.</summary>
public sealed class TableResultWriter(Streams streams) : ResultWriter
{
    private const int MostRows = 1000;

    public override void Write(QueryResult result, TextWriter writer)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach (string column in result.Columns)
            table.AddColumn(new TableColumn(new Text(column)));
        int rows = 0;
        while (result.Read())
        {
            if (rows++ == MostRows)
            {
                streams.Note($"Only the first {MostRows} rows are shown. Take --format csv for all.");
                break;
            }

            table.AddRow(Enumerable.Range(0, result.Columns.Count).Select(column => new Text(Lines(ValueText.Of(result.Value(column)) ?? ""))));
        }

        IAnsiConsole console = ReferenceEquals(writer, System.Console.Out)
            ? streams.Results
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Write(table);
    }

    // A line end stays within its cell (plans have many); all else that moves the cursor is shown, not obeyed.
    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Say.Safe));
}
