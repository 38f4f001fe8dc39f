using LogAnalytics.Cli.Terminal;
using LogAnalytics.Queries.Named;
using LogAnalytics.Reports.Text;
using Spectre.Console;

namespace LogAnalytics.Cli.Output;

/// <summary>The named queries for reading: what each answers, and what it can be told.</summary>
public static class NamedQueryList
{
    public static void Write(IEnumerable<NamedQuery> queries, Streams streams)
    {
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns("name", "answers", "parameters");
        foreach (NamedQuery query in queries)
        {
            string parameters = string.Join('\n', query.Parameters.Select(parameter => parameter.Default is null ? parameter.Name : $"{parameter.Name}={parameter.Default}"));
            table.AddRow(new Text(Say.Safe(query.Name)), new Text(Say.Safe(query.Question)), new Text(string.Join('\n', parameters.Split('\n').Select(Say.Safe))));
        }

        streams.Results.Write(table);
    }
}
