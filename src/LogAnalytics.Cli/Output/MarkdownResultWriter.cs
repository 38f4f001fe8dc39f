using LogAnalytics.Queries;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Output;

/// <summary>A Markdown table; log text cannot break out of its cell.</summary>
public sealed class MarkdownResultWriter : ResultWriter
{
    public override void Write(QueryResult result, TextWriter writer)
    {
        WriteRow(result.Columns);
        WriteRow(result.Columns.Select(_ => "---"));
        while (result.Read())
            WriteRow(Enumerable.Range(0, result.Columns.Count).Select(column => MarkdownReport.Cell(ValueText.Of(result.Value(column)) ?? "")));

        void WriteRow(IEnumerable<string> cells) => writer.Write("| " + string.Join(" | ", cells) + " |\n");
    }
}
