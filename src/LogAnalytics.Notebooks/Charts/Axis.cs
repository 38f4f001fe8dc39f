using System.Globalization;

namespace LogAnalytics.Notebooks.Charts;

/// <summary>Maps values to pixels, and chooses where ticks stand.</summary>
internal sealed record Axis(double Least, double Most, double PixelLeast, double PixelMost, IReadOnlyList<(double Value, string Label)> Ticks)
{
    private const int MostTicks = 8;

    // From a second to a year; the first that gives no more than MostTicks.
    private static readonly TimeSpan[] _timeSteps =
    [
        .. new[] { 1, 5, 15, 30 }.Select(n => TimeSpan.FromSeconds(n)), .. new[] { 1, 5, 15, 30 }.Select(n => TimeSpan.FromMinutes(n)),
        .. new[] { 1, 3, 6, 12 }.Select(n => TimeSpan.FromHours(n)), .. new[] { 1, 2, 7, 14, 28, 91, 365, 1826 }.Select(n => TimeSpan.FromDays(n)),
    ];

    public double Pixel(double value) => PixelLeast + (value - Least) / (Most - Least) * (PixelMost - PixelLeast);

    /// <summary>An axis for amounts: from zero, or from below it, to a round number.</summary>
    public static Axis Amounts(double least, double most, double pixelLeast, double pixelMost)
    {
        double step = RoundStep(Math.Max(most, 0) - Math.Min(least, 0));
        double bottom = Math.Floor(Math.Min(least, 0) / step) * step, top = Math.Max(Math.Ceiling(Math.Max(most, 0) / step), 1) * step;
        return new Axis(bottom, top, pixelLeast, pixelMost, NumberTicks(bottom, top, step));
    }

    public static Axis Numbers(double least, double most, double pixelLeast, double pixelMost)
    {
        (least, most) = Widened(least, most, 1);
        double step = RoundStep(most - least);
        return new Axis(least, most, pixelLeast, pixelMost, NumberTicks(Math.Ceiling(least / step) * step, most, step));
    }

    /// <summary>Values are ticks of UTC times.</summary>
    public static Axis Times(double least, double most, double pixelLeast, double pixelMost)
    {
        (least, most) = Widened(least, most, TimeSpan.TicksPerMinute);
        TimeSpan step = _timeSteps.FirstOrDefault(step => (most - least) / step.Ticks <= MostTicks, _timeSteps[^1]);
        string format = step < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : step < TimeSpan.FromDays(1) ? "HH:mm" : "yyyy-MM-dd";
        List<(double, string)> ticks = [];
        string day = "";
        for (long at = (long)Math.Ceiling(least / step.Ticks) * step.Ticks; at <= most; at += step.Ticks)
        {
            DateTime time = new(at, DateTimeKind.Utc);
            string label = time.ToString(format, CultureInfo.InvariantCulture), date = time.ToString("MM-dd", CultureInfo.InvariantCulture);
            // The day stands at its first tick.
            ticks.Add((at, step < TimeSpan.FromDays(1) && date != day ? $"{date} {label}" : label));
            day = date;
        }

        return new Axis(least, most, pixelLeast, pixelMost, ticks);
    }

    private static List<(double, string)> NumberTicks(double from, double to, double step)
    {
        List<(double, string)> ticks = [];
        for (int i = 0; from + i * step <= to + step / 1000; i++)
        {
            double value = Math.Round(from + i * step, 10);
            ticks.Add((value, value.ToString("#,0.######", CultureInfo.InvariantCulture)));
        }

        return ticks;
    }

    // 1, 2 or 5 times a power of ten.
    private static double RoundStep(double range)
    {
        if (range <= 0)
            return 1;
        double rough = range / (MostTicks - 2), power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return new[] { 1, 2, 5, 10 }.First(n => n * power >= rough * 0.999999) * power;
    }

    private static (double, double) Widened(double least, double most, double unit) => least < most ? (least, most) : (least - unit, most + unit);
}
