using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Output;

/// <summary>The formats of <c>query</c> by name.</summary>
public static class ResultWriters
{
    public static ResultWriter Create(string format, bool spreadsheetSafe, Streams streams) => format switch
    {
        "csv" => new CsvResultWriter(spreadsheetSafe),
        "json" => new JsonResultWriter(isLines: false),
        "jsonl" => new JsonResultWriter(isLines: true),
        "markdown" => new MarkdownResultWriter(),
        _ => new TableResultWriter(streams),
    };
}

/// <summary>Header line, RFC 4180 quoting, LF; NULL is bare, empty text is <c>""</c>.</summary>
public sealed class CsvResultWriter(bool spreadsheetSafe) : ResultWriter
{
    public override void Write(QueryResult result, TextWriter writer)
    {
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture)
        {
            NewLine = "\n",
            InjectionOptions = spreadsheetSafe ? InjectionOptions.Escape : InjectionOptions.None,
        };
        using CsvWriter csv = new(writer, configuration, leaveOpen: true);
        foreach (string column in result.Columns)
            csv.WriteField(column);
        csv.NextRecord();
        while (result.Read())
        {
            for (int i = 0; i < result.Columns.Count; i++)
            {
                string? text = Text(result.Value(i));
                if (text is { Length: 0 })
                    csv.WriteField("", shouldQuote: true);
                else
                    csv.WriteField(text);
            }

            csv.NextRecord();
        }
    }
}

/// <summary>One object per row; an array, or one line each.</summary>
public sealed class JsonResultWriter(bool isLines) : ResultWriter
{
    public override void Write(QueryResult result, TextWriter writer)
    {
        bool isFirst = true;
        while (result.Read())
        {
            if (!isLines)
                writer.Write(isFirst ? "[\n" : ",\n");
            isFirst = false;
            writer.Write('{');
            for (int i = 0; i < result.Columns.Count; i++)
                writer.Write($"{(i > 0 ? "," : "")}{JsonText(result.Columns[i])}:{JsonText(result.Value(i))}");
            writer.Write(isLines ? "}\n" : "}");
        }

        if (!isLines)
            writer.Write(isFirst ? "[]\n" : "\n]\n");
    }
}

/// <summary>A Markdown table; log text cannot break out of its cell.</summary>
public sealed class MarkdownResultWriter : ResultWriter
{
    public override void Write(QueryResult result, TextWriter writer)
    {
        WriteRow(result.Columns);
        WriteRow(result.Columns.Select(_ => "---"));
        while (result.Read())
            WriteRow(Enumerable.Range(0, result.Columns.Count).Select(column => MarkdownReport.Cell(Text(result.Value(column)) ?? "")));

        void WriteRow(IEnumerable<string> cells) => writer.Write("| " + string.Join(" | ", cells) + " |\n");
    }
}

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

            table.AddRow(Enumerable.Range(0, result.Columns.Count).Select(column => new Text(Say.Safe(Text(result.Value(column)) ?? ""))));
        }

        IAnsiConsole console = ReferenceEquals(writer, System.Console.Out)
            ? streams.Results
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
        console.Write(table);
    }
}
