using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html.Charts;

/// <summary>A rate with its interval on a scale from 0 to 1.</summary>
internal static class IntervalBar
{
    private const double Width = 160, Height = 18, Edge = 6;

    public static void Write(HtmlWriter html, double rate, double low, double high)
    {
        using var svg = html.In("svg",
            ("class", "interval"), ("viewBox", $"0 0 {HtmlWriter.Number(Width)} {HtmlWriter.Number(Height)}"), ("width", HtmlWriter.Number(Width)), ("height", HtmlWriter.Number(Height)),
            ("role", "img"), ("aria-label", $"{Say.Rate(rate)}, interval from {Say.Rate(low)} to {Say.Rate(high)}"));
        html.Line(Edge, Height / 2, Width - Edge, Height / 2, "grid");
        html.Rectangle(At(low), 6, At(high) - At(low), 6, "range");
        html.Rectangle(At(rate) - 1.5, 2, 3, Height - 4, "mark");
    }

    private static double At(double rate) => Edge + ((Width - (2 * Edge)) * rate);
}
