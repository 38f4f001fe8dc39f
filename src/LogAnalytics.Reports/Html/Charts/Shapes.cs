namespace LogAnalytics.Reports.Html.Charts;

/// <summary>The few shapes that charts are made of; how they look is the style sheet's, so that they follow light and dark.</summary>
internal static class Shapes
{
    public static void Rectangle(this HtmlWriter html, double x, double y, double width, double height, string kind, string? fill = null)
    {
        using var shape = html.In("rect",
            ("x", HtmlWriter.Number(x)), ("y", HtmlWriter.Number(y)), ("width", HtmlWriter.Number(Math.Max(0, width))), ("height", HtmlWriter.Number(Math.Max(0, height))),
            ("class", kind), ("fill", fill));
    }

    public static void Line(this HtmlWriter html, double x1, double y1, double x2, double y2, string kind)
    {
        using var shape = html.In("line",
            ("x1", HtmlWriter.Number(x1)), ("y1", HtmlWriter.Number(y1)), ("x2", HtmlWriter.Number(x2)), ("y2", HtmlWriter.Number(y2)), ("class", kind));
    }

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static void Label(this HtmlWriter html, string text, double x, double y, string anchor, string? kind = null) =>
        html.Element("text", text, ("x", HtmlWriter.Number(x)), ("y", HtmlWriter.Number(y)), ("text-anchor", anchor), ("class", kind));
}
