using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html.Charts;

/// <summary>How much each log holds over time, darker where more, hatched where logs are missing.</summary>
internal static class HeatMapChart
{
    private const double Width = 960, Left = 150, RowHeight = 18, Top = 8;

    // A table with more rows helps nobody.
    private const int MostTableCells = 1_500;

    // Of the busiest cell: where the next darker level begins.
    private static readonly double[] _levels = [0, 0.05, 0.2, 0.5, 0.8];

    public static void Write(HtmlWriter html, HeatMap heat, IReadOnlyList<CoverageSpan> coverage)
    {
        string cell = TimeSteps.Words(TimeSpan.FromHours(heat.CellHours));
        double height = Top + (heat.Rows.Count * RowHeight) + 36;
        TimeAxis axis = new(heat.From, heat.StartOf(heat.CellCount), Left, Width - 8);
        long most = Math.Max(1, heat.Rows.SelectMany(row => row.Sessions.Values).DefaultIfEmpty(1).Max());
        using (html.In("figure", ("class", "chart")))
        {
            using (html.In("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Chart of coverage")))
            using (html.In("svg", ("viewBox", $"0 0 {HtmlWriter.Number(Width)} {HtmlWriter.Number(height)}"), ("role", "img"), ("aria-labelledby", "heat-title heat-desc")))
            {
                html.Element("title", "Sessions of each log over time", ("id", "heat-title"));
                html.Element("desc", $"One row for each of {Say.Count(heat.Rows.Count)} logs, one cell for {cell}; the busiest holds {Say.Count(most)} sessions. The table below says first and last row, sessions and gaps of each log.", ("id", "heat-desc"));
                axis.Write(html, Top, Top + (heat.Rows.Count * RowHeight));
                for (int i = 0; i < heat.Rows.Count; i++)
                    WriteRow(html, heat, heat.Rows[i], coverage, axis, Top + (i * RowHeight), most);
            }

            using var caption = html.In("figcaption");
            html.Text($"Sessions per {cell}, UTC. ");
            for (int level = 1; level <= _levels.Length; level++)
            {
                using var swatch = html.In("svg", ("class", "swatch"), ("width", "14"), ("height", "14"), ("aria-hidden", "true"));
                html.Rectangle(0, 0, 14, 14, $"heat h{level}");
            }

            html.Text($" from few to {Say.Count(most)}; ");
            using (html.In("svg", ("class", "swatch"), ("width", "14"), ("height", "14"), ("aria-hidden", "true")))
                html.Rectangle(0, 0, 14, 14, "gap", Patterns.Hatch);
            html.Text(" logs are missing or silent.");
        }

        html.Beyond(heat.LogCount - heat.Rows.Count, "logs stand in the table below, without a row in the chart.");
        WriteTable(html, heat, cell);
    }

    private static void WriteRow(HtmlWriter html, HeatMap heat, HeatRow row, IReadOnlyList<CoverageSpan> coverage, TimeAxis axis, double y, long most)
    {
        string name = $"{row.Server} {row.Service}";
        html.Label(name.Length > 22 ? name[..21] + "…" : name, Left - 8, y + 13, "end");
        foreach ((int cell, long sessions) in row.Sessions.OrderBy(entry => entry.Key))
        {
            double x = axis.At(heat.StartOf(cell));
            html.Rectangle(x, y + 1, axis.At(heat.StartOf(cell + 1)) - x - 0.5, RowHeight - 2, $"heat h{_levels.Count(level => sessions >= level * most)}");
        }

        foreach (CoverageGap gap in coverage.Where(span => span.Server == row.Server && span.Service == row.Service).SelectMany(span => span.Gaps).Where(gap => gap.Kind != CoverageGap.SequenceHole))
            html.Rectangle(axis.At(gap.From), y + 1, Math.Max(2, axis.At(gap.To) - axis.At(gap.From)), RowHeight - 2, "gap", Patterns.Hatch);
    }

    private static void WriteTable(HtmlWriter html, HeatMap heat, string cell)
    {
        (HeatRow Row, int Cell, long Sessions)[] figures =
            [.. heat.Rows.SelectMany(row => row.Sessions.OrderBy(entry => entry.Key).Select(entry => (row, entry.Key, entry.Value)))];
        using var fold = html.In("details");
        html.Element("summary", "The figures of this chart");
        if (figures.Length > MostTableCells)
        {
            html.Element("p", "There are too many to read; SELECT * FROM coverage lists them by the hour.");
            return;
        }

        HtmlTable.Write(
            html, $"Sessions per {cell}", null, ["Server", "Service", "From", "#Sessions"], figures,
            figure =>
            {
                html.Head(figure.Row.Server);
                html.Cell(figure.Row.Service);
                html.Instant(heat.StartOf(figure.Cell));
                html.Number(Say.Count(figure.Sessions));
            });
    }
}
