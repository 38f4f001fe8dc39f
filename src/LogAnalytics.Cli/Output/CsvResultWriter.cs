using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Output;

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
                if (spreadsheetSafe && text is not null)
                    text = SpreadsheetText.Guard(text);
                if (text is { Length: 0 })
                    csv.WriteField("", shouldQuote: true);
                else
                    csv.WriteField(text);
            }

            csv.NextRecord();
        }
    }
}
