using System.Buffers;
using System.Globalization;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Output;

/// <summary>
/// Header line, RFC 4180 quoting, LF; NULL is bare, empty text is <c>""</c>. Written by hand, as CsvHelper takes a string for every value,
/// and results can have ten million rows.
/// </summary>
public sealed class CsvResultWriter(bool spreadsheetSafe) : ResultWriter
{
    // What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection).
    private static readonly SearchValues<char> _formulaStarts = SearchValues.Create("=+-@\t\r");
    private static readonly SearchValues<char> _special = SearchValues.Create(",\"\r\n");

    public override void Write(QueryResult result, TextWriter writer)
    {
        using BufferedText text = new(writer);
        for (int i = 0; i < result.Columns.Count; i++)
        {
            Separate(text, i);
            WriteText(text, result.Columns[i]);
        }

        text.Write('\n');
        while (result.Read())
        {
            for (int i = 0; i < result.Columns.Count; i++)
            {
                Separate(text, i);
                WriteValue(text, result, i);
            }

            text.Write('\n');
        }
    }

    private static void Separate(BufferedText text, int column)
    {
        if (column > 0)
            text.Write(',');
    }

    private void WriteValue(BufferedText text, QueryResult result, int column)
    {
        if (result.IsNull(column))
            return;
        Type type = result.Types[column];
        // The usual types without an object each. Numbers are no formulas.
        if (type == typeof(string))
            WriteText(text, result.Get<string>(column));
        else if (type == typeof(long))
            text.Write(result.Get<long>(column), CultureInfo.InvariantCulture);
        else if (type == typeof(int))
            text.Write(result.Get<int>(column), CultureInfo.InvariantCulture);
        else if (type == typeof(DateTime))
            text.Write(ValueText.Iso(result.Get<DateTime>(column)));
        else if (type.IsPrimitive || type == typeof(decimal) || type == typeof(System.Numerics.BigInteger))
            text.Write(ValueText.Of(result.Value(column)));
        else
            WriteText(text, ValueText.Of(result.Value(column)));
    }

    private void WriteText(BufferedText text, string? whole)
    {
        ReadOnlySpan<char> value = spreadsheetSafe && whole is not null ? SpreadsheetText.Guard(whole) : whole;
        bool isGuarded = spreadsheetSafe && !value.IsEmpty && _formulaStarts.Contains(value[0]);
        // Empty text is quoted, as a bare field is NULL; outer spaces are, as many readers cut them off.
        if (!isGuarded && !value.IsEmpty && value[0] != ' ' && value[^1] != ' ' && !value.ContainsAny(_special))
        {
            text.Write(value);
            return;
        }

        text.Write('"');
        if (isGuarded)
            text.Write('\'');
        for (int quote = value.IndexOf('"'); quote >= 0; quote = value.IndexOf('"'))
        {
            text.Write(value[..(quote + 1)]);
            text.Write('"');
            value = value[(quote + 1)..];
        }

        text.Write(value);
        text.Write('"');
    }
}
