using LogAnalytics.Cli.Terminal;

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
