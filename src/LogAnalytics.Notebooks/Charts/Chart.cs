using LogAnalytics.Notebooks.Charts;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Notebooks;

/// <summary>
/// A chart over time or over numbers, drawn as SVG: the same data give the same text. Each method returns the chart, so that calls chain.
/// </summary>
/// <example><code>new Chart("Refused messages").Bars(hours, "hour", "refused").Mark(incident.FirstBad.Time, "first refusal")</code></example>
public sealed class Chart
{
    /// <summary>An empty chart.</summary>
    /// <param name="title">Above the chart; what it shows and in which unit.</param>
    public Chart(string title) => Title = title ?? throw new ArgumentNullException(nameof(title));

    /// <summary>Above the chart.</summary>
    public string Title { get; }

    internal List<ChartSeries> Series { get; } = [];

    internal List<ChartMark> Marks { get; } = [];

    /// <summary>Points joined by a line.</summary>
    /// <param name="frame">Holds the columns.</param>
    /// <param name="x">A column of times or numbers.</param>
    /// <param name="y">A column of numbers; a row with NULL leaves a hole.</param>
    /// <param name="label">In the legend; null: the name of <paramref name="y"/>.</param>
    /// <exception cref="ArgumentException">There is no such column, or it holds neither times nor numbers.</exception>
    public Chart Line(DataFrame frame, string x, string y, string? label = null) => Add(SeriesKind.Line, frame, x, y, label);

    /// <summary>Points by themselves.</summary>
    /// <inheritdoc cref="Line"/>
    public Chart Points(DataFrame frame, string x, string y, string? label = null) => Add(SeriesKind.Points, frame, x, y, label);

    /// <summary>A bar from zero for each row.</summary>
    /// <inheritdoc cref="Line"/>
    public Chart Bars(DataFrame frame, string x, string y, string? label = null) => Add(SeriesKind.Bars, frame, x, y, label);

    /// <summary>A level that holds until the next row.</summary>
    /// <inheritdoc cref="Line"/>
    public Chart Steps(DataFrame frame, string x, string y, string? label = null) => Add(SeriesKind.Steps, frame, x, y, label);

    /// <summary>An upright line at an instant.</summary>
    /// <param name="time">UTC.</param>
    /// <param name="label">Beside the line.</param>
    public Chart Mark(DateTime time, string label)
    {
        Marks.Add(new ChartMark(time.Ticks, time.Ticks, label, IsTime: true));
        return this;
    }

    /// <summary>A shaded span of time.</summary>
    /// <param name="from">UTC.</param>
    /// <param name="to">UTC.</param>
    /// <param name="label">In the span.</param>
    public Chart Span(DateTime from, DateTime to, string label)
    {
        Marks.Add(new ChartMark(from.Ticks, to.Ticks, label, IsTime: true));
        return this;
    }

    /// <summary>The drawing, as one <c>svg</c> element.</summary>
    /// <exception cref="InvalidOperationException">Some series and marks are over time, others over numbers.</exception>
    public string ToSvg() => ChartDrawing.Draw(this);

    /// <summary>The title.</summary>
    public override string ToString() => $"Chart: {Title}";

    private Chart Add(SeriesKind kind, DataFrame frame, string x, string y, string? label)
    {
        Series.Add(ChartSeries.Of(kind, frame, x, y, label ?? y));
        return this;
    }
}
