namespace LogAnalytics.Reports.Html;

/// <summary>A table in a region of its own that scrolls where the page is too narrow for it.</summary>
internal static class HtmlTable
{
    /// <param name="kind">Classes: <c>sortable</c> and <c>filterable</c> tables get their controls from the script.</param>
    /// <param name="columns">Headings; one that begins with <c>#</c> stands over numbers.</param>
    public static void Write<T>(HtmlWriter html, string caption, string? kind, IReadOnlyList<string> columns, IEnumerable<T> rows, Action<T> writeCells, Func<T, string?>? rowClass = null)
    {
        using var region = html.In("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption));
        using var table = html.In("table", ("class", kind));
        html.Element("caption", caption);
        using (html.In("thead"))
        {
            using var row = html.In("tr");
            foreach (string column in columns)
                html.Element("th", column.TrimStart('#'), ("scope", "col"), ("class", column.StartsWith('#') ? "number" : null));
        }

        using var body = html.In("tbody");
        foreach (T entry in rows)
        {
            using var row = html.In("tr", ("class", rowClass?.Invoke(entry)));
            writeCells(entry);
        }
    }

    public static void Cell(this HtmlWriter html, string? text, string? kind = null) => html.Element("td", text ?? "–", ("class", kind));

    public static void Head(this HtmlWriter html, string text) => html.Element("th", text, ("scope", "row"));

    /// <param name="sort">What the column is sorted by; null: the number itself.</param>
    public static void Number(this HtmlWriter html, string text, double? sort = null) =>
        html.Element("td", text, ("class", "number"), ("data-sort", sort?.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

    public static void Instant(this HtmlWriter html, DateTime? utc)
    {
        using var cell = html.In("td", ("class", "time"));
        html.Time(utc);
    }

    /// <summary>Rows that are not shown, and where they are.</summary>
    public static void Beyond(this HtmlWriter html, long count, string where)
    {
        if (count > 0)
            html.Element("p", $"And {Text.Say.Count(count)} more: {where}", ("class", "beyond"));
    }
}
