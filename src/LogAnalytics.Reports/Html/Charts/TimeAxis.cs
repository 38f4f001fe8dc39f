using System.Globalization;
using LogAnalytics.Reports.Details;

namespace LogAnalytics.Reports.Html.Charts;

/// <summary>Time from left to right, UTC.</summary>
internal sealed class TimeAxis(DateTime from, DateTime to, double left, double right)
{
    private const int MostTicks = 8;

    public double Left => left;

    public double Right => right;

    /// <summary>Instants outside the axis lie on its ends.</summary>
    public double At(DateTime time) => left + ((right - left) * Math.Clamp((time - from) / (to - from), 0, 1));

    public bool Holds(DateTime time) => time >= from && time <= to;

    public void Write(HtmlWriter html, double top, double bottom)
    {
        TimeSpan step = TimeSteps.For(to - from, MostTicks);
        DateTime tick = new((from.Ticks + step.Ticks - 1) / step.Ticks * step.Ticks, DateTimeKind.Utc);
        string? day = null;
        for (; tick <= to; tick += step)
        {
            double x = At(tick);
            html.Line(x, top, x, bottom, "grid");
            string date = tick.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string time = tick.ToString(step < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : "HH:mm", CultureInfo.InvariantCulture);
            if (step >= TimeSpan.FromDays(1))
                html.Label(date, x, bottom + 14, "middle");
            else
                html.Label(time, x, bottom + 14, "middle");
            if (step < TimeSpan.FromDays(1) && date != day)
                html.Label(date, x, bottom + 28, "middle");
            day = date;
        }
    }
}
