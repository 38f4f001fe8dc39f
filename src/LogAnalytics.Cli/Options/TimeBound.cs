using System.Globalization;
using System.Text.RegularExpressions;

namespace LogAnalytics.Cli.Options;

/// <summary>A bound in time: ISO 8601 (UTC unless it says otherwise), or <c>7d</c>, <c>12h</c>, <c>30m</c> before the newest row.</summary>
public sealed partial record TimeBound(DateTime? Absolute, TimeSpan? BeforeNewest)
{
    public static bool TryParse(string text, out TimeBound? bound)
    {
        bound = null;
        Match relative = Relative().Match(text);
        if (relative.Success && int.TryParse(relative.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int amount))
        {
            bound = new TimeBound(null, relative.Groups[2].Value switch
            {
                "d" => TimeSpan.FromDays(amount),
                "h" => TimeSpan.FromHours(amount),
                _ => TimeSpan.FromMinutes(amount),
            });
            return true;
        }

        string[] formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        if (!DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime utc))
            return false;
        bound = new TimeBound(utc, null);
        return true;
    }

    public DateTime? Resolve(DateTime? newest) => Absolute ?? (newest is { } last ? last - BeforeNewest : null);

    [GeneratedRegex(@"^(\d{1,6})([dhm])$", RegexOptions.CultureInvariant)]
    private static partial Regex Relative();
}
