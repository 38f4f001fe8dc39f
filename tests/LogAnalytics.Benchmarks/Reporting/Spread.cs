using System.Globalization;

namespace LogAnalytics.Benchmarks.Reporting;

/// <summary>A figure that was measured several times.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>Value by value: runs of one round meet the same neighbours.</summary>
    public static Spread OfRatios(IEnumerable<double> numerators, IEnumerable<double> denominators) =>
        Of(numerators.Zip(denominators, (a, b) => a / b));

    /// <summary>Median (least–most), three digits.</summary>
    public override string ToString() => Least == Most ? Digits(Median) : $"{Digits(Median)} ({Digits(Least)}–{Digits(Most)})";

    /// <summary>A ratio; where it is below one, its inverse too, as people say it.</summary>
    public string AsRatio() => Median is > 0 and < 1 ? $"{Digits(Median)} = 1/{Digits(1 / Median)}{Range}" : Digits(Median) + Range;

    private string Range => Least == Most ? "" : $" ({Digits(Least)}–{Digits(Most)})";

    private static string Digits(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "#,0", >= 10 => "0.0", >= 1 => "0.00", _ => "0.000" }, CultureInfo.InvariantCulture);
}
