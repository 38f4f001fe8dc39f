using System.Globalization;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Notebooks.Charts;

internal enum SeriesKind
{
    Line,
    Points,
    Bars,
    Steps,
}

/// <summary>An upright line, or a span where the ends differ; on the scale of the x axis.</summary>
internal sealed record ChartMark(double From, double To, string Label, bool IsTime);

/// <summary>Points of one series; times are ticks. Y is NaN where there is no value.</summary>
internal sealed record ChartSeries(SeriesKind Kind, string Label, bool IsTime, IReadOnlyList<(double X, double Y)> Points)
{
    public static ChartSeries Of(SeriesKind kind, DataFrame frame, string x, string y, string label)
    {
        ArgumentNullException.ThrowIfNull(frame);
        DataFrameColumn xs = Column(frame, x), ys = Column(frame, y);
        bool isTime = xs.DataType == typeof(DateTime);
        if (!isTime && !xs.IsNumericColumn())
            throw new ArgumentException($"Column '{x}' holds {xs.DataType.Name}; an x axis takes times or numbers.", nameof(x));
        if (!ys.IsNumericColumn())
            throw new ArgumentException($"Column '{y}' holds {ys.DataType.Name}; a y axis takes numbers.", nameof(y));
        List<(double X, double Y)> points = [];
        for (long row = 0; row < frame.Rows.Count; row++)
        {
            if (xs[row] is { } at)
                points.Add((isTime ? ((DateTime)at).Ticks : Number(at), ys[row] is { } value ? Number(value) : double.NaN));
        }

        return new ChartSeries(kind, label, isTime, points);
    }

    private static DataFrameColumn Column(DataFrame frame, string name)
    {
        int index = frame.Columns.IndexOf(name);
        return index >= 0
            ? frame.Columns[index]
            : throw new ArgumentException($"There is no column '{name}'; there are {string.Join(", ", frame.Columns.Select(column => column.Name))}.", nameof(name));
    }

    private static double Number(object value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
