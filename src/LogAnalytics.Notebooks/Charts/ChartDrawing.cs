using System.Globalization;
using System.Net;
using System.Text;

namespace LogAnalytics.Notebooks.Charts;

/// <summary>Draws a chart as SVG text. Labels are escaped, numbers have two decimals at most, so that output is the same everywhere.</summary>
internal sealed class ChartDrawing
{
    private const int Width = 760, Height = 300, Left = 60, Right = 36, Top = 54, Bottom = 40;

    // Told apart with the common kinds of colour blindness (Okabe and Ito).
    private static readonly string[] _colours = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];

    private readonly StringBuilder _svg = new();
    private readonly Axis _x, _y;

    private ChartDrawing(Axis x, Axis y) => (_x, _y) = (x, y);

    public static string Draw(Chart chart)
    {
        bool[] scales = [.. chart.Series.Select(series => series.IsTime).Concat(chart.Marks.Select(mark => mark.IsTime)).Distinct()];
        if (scales.Length > 1)
            throw new InvalidOperationException("A chart is either over time or over numbers; its series and marks are of both kinds.");
        bool isTime = scales is [true];
        double[] xs = [.. chart.Series.SelectMany(series => series.Points.Select(point => point.X)).Concat(chart.Marks.SelectMany(mark => new[] { mark.From, mark.To }))];
        double[] ys = [.. chart.Series.SelectMany(series => series.Points.Select(point => point.Y)).Where(double.IsFinite)];
        double least = xs.DefaultIfEmpty(0).Min(), most = xs.DefaultIfEmpty(1).Max();
        // Bars stand on their x; half a bar of room at each end.
        double room = chart.Series.Where(series => series.Kind == SeriesKind.Bars).Select(Spacing).DefaultIfEmpty(0).Max() / 2;
        (double from, double to) = (least - room, most + room);
        Axis x = isTime ? Axis.Times(from, to, Left, Width - Right) : Axis.Numbers(from, to, Left, Width - Right);
        Axis y = Axis.Amounts(ys.DefaultIfEmpty(0).Min(), ys.DefaultIfEmpty(0).Max(), Height - Bottom, Top);
        return new ChartDrawing(x, y).Draw(chart, xs.Length == 0);
    }

    private string Draw(Chart chart, bool isEmpty)
    {
        Append($"""<svg xmlns="http://www.w3.org/2000/svg" width="{Width}" height="{Height}" viewBox="0 0 {Width} {Height}" role="img" font-family="sans-serif" font-size="11">""");
        Append($"""<title>{Escape(chart.Title)}</title><rect width="{Width}" height="{Height}" fill="#ffffff"/>""");
        Text(Left, 18, chart.Title, "start", "font-size=\"13\" font-weight=\"bold\" fill=\"#222222\"");
        Legend(chart);
        foreach (ChartMark mark in chart.Marks.Where(mark => mark.From != mark.To))
            Append($"""<rect x="{_x.Pixel(mark.From):0.##}" y="{Top}" width="{_x.Pixel(mark.To) - _x.Pixel(mark.From):0.##}" height="{Height - Top - Bottom}" fill="#f0e442" fill-opacity="0.35"/>""");
        Grid();
        ChartSeries[] bars = [.. chart.Series.Where(series => series.Kind == SeriesKind.Bars)];
        for (int i = 0; i < chart.Series.Count; i++)
            Series(chart.Series[i], _colours[i % _colours.Length], bars);
        for (int i = 0; i < chart.Marks.Count; i++)
            Mark(chart.Marks[i], i);
        if (isEmpty)
            Text(Width / 2, Height / 2, "no data", "middle", "fill=\"#666666\"");
        return _svg.Append("</svg>").ToString();
    }

    private void Grid()
    {
        foreach ((double value, string label) in _y.Ticks)
        {
            double at = _y.Pixel(value);
            Append($"""<line x1="{Left}" x2="{Width - Right}" y1="{at:0.##}" y2="{at:0.##}" stroke="#dddddd"/>""");
            Text(Left - 6, at + 4, label, "end", "fill=\"#444444\"");
        }

        foreach ((double value, string label) in _x.Ticks)
        {
            double at = _x.Pixel(value);
            Append($"""<line x1="{at:0.##}" x2="{at:0.##}" y1="{Height - Bottom}" y2="{Height - Bottom + 4}" stroke="#888888"/>""");
            Text(at, Height - Bottom + 17, label, "middle", "fill=\"#444444\"");
        }

        Append($"""<line x1="{Left}" x2="{Width - Right}" y1="{_y.Pixel(Math.Max(0, _y.Least)):0.##}" y2="{_y.Pixel(Math.Max(0, _y.Least)):0.##}" stroke="#888888"/>""");
    }

    private void Legend(Chart chart)
    {
        double at = Left;
        for (int i = 0; i < chart.Series.Count; i++)
        {
            Append($"""<rect x="{at:0.##}" y="28" width="10" height="10" fill="{_colours[i % _colours.Length]}"/>""");
            Text(at + 14, 37, chart.Series[i].Label, "start", "fill=\"#222222\"");
            at += 26 + 6.5 * chart.Series[i].Label.Length;
        }
    }

    // Bars of several series stand side by side.
    private void Series(ChartSeries series, string colour, ChartSeries[] bars)
    {
        switch (series.Kind)
        {
            case SeriesKind.Bars:
                double room = Math.Clamp((_x.Pixel(_x.Least + bars.Max(Spacing)) - _x.Pixel(_x.Least)) * 0.8, bars.Length, 40 * bars.Length);
                double width = room / bars.Length, shift = width * Array.FindIndex(bars, other => ReferenceEquals(other, series)) - room / 2;
                foreach ((double x, double y) in Known(series))
                    Append($"""<rect x="{_x.Pixel(x) + shift:0.##}" y="{Math.Min(_y.Pixel(y), _y.Pixel(0)):0.##}" width="{width:0.##}" height="{Math.Abs(_y.Pixel(y) - _y.Pixel(0)):0.##}" fill="{colour}" fill-opacity="0.8"/>""");
                break;
            case SeriesKind.Points:
                foreach ((double x, double y) in Known(series))
                    Append($"""<circle cx="{_x.Pixel(x):0.##}" cy="{_y.Pixel(y):0.##}" r="3" fill="{colour}" fill-opacity="0.8"/>""");
                break;
            default:
                Append($"""<path d="{PathOf(series)}" fill="none" stroke="{colour}" stroke-width="1.8"/>""");
                break;
        }
    }

    private static IEnumerable<(double X, double Y)> Known(ChartSeries series) => series.Points.Where(point => double.IsFinite(point.Y));

    // M starts anew behind a hole.
    private string PathOf(ChartSeries series)
    {
        StringBuilder path = new();
        bool isDrawing = false;
        double level = 0;
        foreach ((double x, double y) in series.Points)
        {
            if (!double.IsFinite(y))
            {
                isDrawing = false;
                continue;
            }

            if (isDrawing && series.Kind == SeriesKind.Steps)
                path.Append(CultureInfo.InvariantCulture, $"L{_x.Pixel(x):0.##} {_y.Pixel(level):0.##}");
            path.Append(CultureInfo.InvariantCulture, $"{(isDrawing ? 'L' : 'M')}{_x.Pixel(x):0.##} {_y.Pixel(y):0.##}");
            (isDrawing, level) = (true, y);
        }

        return path.ToString();
    }

    // Labels of neighbouring marks stand on different heights.
    private void Mark(ChartMark mark, int ordinal)
    {
        double from = _x.Pixel(mark.From);
        if (mark.From == mark.To)
            Append($"""<line x1="{from:0.##}" x2="{from:0.##}" y1="{Top}" y2="{Height - Bottom}" stroke="#222222" stroke-dasharray="4 3"/>""");
        bool isRight = from > Width * 0.75;
        Text(from + (isRight ? -4 : 4), Top + 10 + ordinal % 3 * 13, mark.Label, isRight ? "end" : "start", "fill=\"#222222\"");
    }

    // The least distance of two points.
    private static double Spacing(ChartSeries series)
    {
        double[] xs = [.. series.Points.Select(point => point.X).Distinct().Order()];
        return xs.Length < 2 ? 0 : xs.Zip(xs.Skip(1), (a, b) => b - a).Min();
    }

    private void Text(double x, double y, string text, string anchor, string attributes) =>
        Append($"""<text x="{x:0.##}" y="{y:0.##}" text-anchor="{anchor}" {attributes}>{Escape(text)}</text>""");

    private void Append(FormattableString part) => _svg.Append(part.ToString(CultureInfo.InvariantCulture)).Append('\n');

    // XML has no form for control characters.
    private static string Escape(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)));
}
