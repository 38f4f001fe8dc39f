using System.Globalization;
using System.Text;

namespace LogAnalytics.Samples.Exports;

/// <summary>As Export-Csv of Windows PowerShell writes it: a type line, everything quoted, CRLF, dates of the culture (here nl-NL), no time zone.</summary>
internal static class CsvExportWriter
{
    public static byte[] Write(ExportTable table)
    {
        var text = new StringBuilder($"#TYPE {table.TypeName}\r\n");
        AddRow(text, table.Rows[0].Select(property => property.Key));
        foreach (ExportRow row in table.Rows)
            AddRow(text, row.Select(property => TextOf(property.Value)));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AddRow(StringBuilder text, IEnumerable<string> cells) =>
        text.AppendJoin(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\"")).Append("\r\n");

    private static string TextOf(object? value) => value switch
    {
        null => "",
        // Joined by the one who exported, or a type's name would stand there.
        string[] list => string.Join(", ", list),
        DateTime time => time.ToString("d-M-yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
