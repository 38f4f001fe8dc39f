using System.Globalization;
using System.Net;
using System.Text;
using LogAnalytics.Queries;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Notebooks;

/// <summary>A DataFrame as a table for people. Every value is escaped: log text is anybody's.</summary>
public static class HtmlTable
{
    /// <summary>Most rows shown unless told otherwise; the rest is said in the line below the table.</summary>
    public const int DefaultMaxRows = 50;

    /// <summary>The table as HTML; numbers to the right, NULL as a dash.</summary>
    /// <param name="frame">What to show.</param>
    /// <param name="maxRows">Most rows shown, from the first on.</param>
    public static string Of(DataFrame frame, int maxRows = DefaultMaxRows)
    {
        ArgumentNullException.ThrowIfNull(frame);
        int shown = Shown(frame, maxRows);
        Func<object, string>[] texts = [.. frame.Columns.Select(Texts)];
        StringBuilder html = new("<table><thead><tr>");
        foreach (DataFrameColumn column in frame.Columns)
            html.Append(Align("th", column)).Append(WebUtility.HtmlEncode(column.Name)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        for (int row = 0; row < shown; row++)
        {
            html.Append("<tr>");
            for (int i = 0; i < texts.Length; i++)
                html.Append(Align("td", frame.Columns[i])).Append(frame.Columns[i][row] is { } value ? WebUtility.HtmlEncode(texts[i](value)) : "–").Append("</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table><p>").Append(Size(frame, shown)).Append("</p>").ToString();
    }

    /// <summary>The table as plain text, columns padded.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static string Plain(DataFrame frame, int maxRows = DefaultMaxRows)
    {
        ArgumentNullException.ThrowIfNull(frame);
        int shown = Shown(frame, maxRows);
        Func<object, string>[] texts = [.. frame.Columns.Select(Texts)];
        List<string[]> lines = [[.. frame.Columns.Select(column => column.Name)]];
        for (int row = 0; row < shown; row++)
            lines.Add([.. frame.Columns.Select((column, i) => column[row] is { } value ? OneLine(texts[i](value)) : "–")]);
        int[] widths = [.. Enumerable.Range(0, frame.Columns.Count).Select(i => lines.Max(line => line[i].Length))];
        StringBuilder text = new();
        foreach (string[] line in lines)
            text.Append(string.Join("  ", line.Select((cell, i) => IsNumber(frame.Columns[i]) ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]))).TrimEnd()).Append('\n');
        return text.Append(Size(frame, shown)).ToString();
    }

    private static int Shown(DataFrame frame, int maxRows) => (int)Math.Min(frame.Rows.Count, Math.Max(0, maxRows));

    private static string Size(DataFrame frame, int shown) => string.Create(CultureInfo.InvariantCulture, $"{frame.Rows.Count:N0} rows × {frame.Columns.Count} columns")
        + (shown < frame.Rows.Count ? string.Create(CultureInfo.InvariantCulture, $", the first {shown:N0} shown") : "");

    private static string Align(string tag, DataFrameColumn column) => $"<{tag} style=\"text-align:{(IsNumber(column) ? "right" : "left")}\">";

    private static bool IsNumber(DataFrameColumn column) => column.IsNumericColumn();

    // Days where all are; else each with its time.
    private static Func<object, string> Texts(DataFrameColumn column)
    {
        string format = column is DateTimeDataFrameColumn times && times.All(time => time is null || time.Value.TimeOfDay == TimeSpan.Zero) ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFF";
        return value => value switch
        {
            DateTime time => time.ToString(format, CultureInfo.InvariantCulture),
            double number => number.ToString("G6", CultureInfo.InvariantCulture),
            _ => ValueText.Of(value)!,
        };
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
