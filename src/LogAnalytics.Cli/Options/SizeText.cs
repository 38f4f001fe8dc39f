using System.Globalization;

namespace LogAnalytics.Cli.Options;

/// <summary>Sizes as people type them: <c>512M</c>, <c>2GB</c>, <c>1048576</c>; units of 1024.</summary>
public static class SizeText
{
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        string number = text.Trim().ToUpperInvariant().TrimEnd('B').TrimEnd('I');
        int shift = number.Length > 0 ? "KMGT".IndexOf(number[^1], StringComparison.Ordinal) + 1 : 0;
        if (shift > 0)
            number = number[..^1];
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) || value <= 0)
            return false;
        bytes = (long)(value * Math.Pow(1024, shift));
        return bytes > 0;
    }

    public static string Show(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GB"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0.0} MB"),
        >= 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 10):0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
    };
}
