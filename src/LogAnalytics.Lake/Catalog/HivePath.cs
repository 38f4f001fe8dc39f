namespace LogAnalytics.Lake.Catalog;

/// <summary>Values in folder names such as <c>server=EX01</c>, which readers of the lake decode as they do URLs.</summary>
public static class HivePath
{
    // What DuckDB takes for SQL NULL, any case of the first; it looks before it decodes.
    private static readonly string[] _nullNames = ["NULL", "__HIVE_DEFAULT_PARTITION__"];

    /// <summary>No separator, wildcard, blank or control character is left, and nothing that reads back as something else.</summary>
    public static string Escape(string value)
    {
        if (_nullNames.Contains(value, StringComparer.OrdinalIgnoreCase))
            return Percent(value[0]) + value[1..];
        string escaped = Uri.EscapeDataString(value);
        // Windows drops dots at the end of a folder's name: "EX01." would share the folder of "EX01".
        return escaped.EndsWith('.') ? escaped[..^1] + Percent('.') : escaped;
    }

    private static string Percent(char ascii) => "%" + Convert.ToHexString([(byte)ascii]);
}
