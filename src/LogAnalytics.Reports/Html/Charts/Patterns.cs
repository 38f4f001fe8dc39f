namespace LogAnalytics.Reports.Html.Charts;

/// <summary>The hatching that all charts share: logs are missing there.</summary>
internal static class Patterns
{
    public const string Hatch = "url(#hatch)";

    public static void Write(HtmlWriter html)
    {
        using var svg = html.In("svg", ("width", "0"), ("height", "0"), ("class", "patterns"), ("aria-hidden", "true"), ("focusable", "false"));
        using var defs = html.In("defs");
        using var pattern = html.In("pattern", ("id", "hatch"), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)"));
        using (html.In("rect", ("width", "6"), ("height", "6"), ("class", "hatch-ground")))
        {
        }

        using var line = html.In("rect", ("width", "2"), ("height", "6"), ("class", "hatch-line"));
    }
}
