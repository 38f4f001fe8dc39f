using System.Globalization;
using System.Text.RegularExpressions;

namespace LogAnalytics.Exports;

/// <summary>Reads the dates that PowerShell writes: ISO, <c>/Date(ms)/</c>, and those of a culture as far as they can be told.</summary>
internal static partial class ExportTimes
{
    private static readonly string[] _isoFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd",
    ];

    /// <summary>Null where the value is absent, empty or no date.</summary>
    /// <param name="isUtc">The property says that its times are UTC.</param>
    /// <param name="loss">Why a value that is there gives no time.</param>
    public static ExportTime? Read(ExportValue value, bool isUtc, out LossReason? loss)
    {
        loss = value.Loss;
        if (value.Text is not { } text)
            return null;
        if (Parse(text, isUtc, out bool isAmbiguous) is { } time)
            return time;
        loss = isAmbiguous ? LossReason.DateOrder : LossReason.Unreadable;
        return null;
    }

    public static ExportTime? Parse(string text, bool isUtc, out bool isAmbiguous)
    {
        isAmbiguous = false;
        if (JsonDate().Match(text) is { Success: true } json)
        {
            return long.TryParse(json.Groups["ms"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long ms) && Math.Abs(ms) < 253_402_300_800_000
                ? new ExportTime(DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Max(ms, -62_135_596_800_000)).UtcDateTime, true)
                : null;
        }

        if (DateTimeOffset.TryParseExact(text, _isoFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset iso))
            return new ExportTime(iso.UtcDateTime, isUtc || IsoZone().IsMatch(text));
        return Cultural(text, isUtc, out isAmbiguous);
    }

    // 3/10/2026 12:48:17 PM · 10.03.2026 12:48:17 · 10/03/2026 12:48:17 (day or month first: not told)
    private static ExportTime? Cultural(string text, bool isUtc, out bool isAmbiguous)
    {
        isAmbiguous = false;
        if (CulturalDate().Match(text) is not { Success: true } match)
            return null;
        int Number(string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        int first = Number("first"), second = Number("second");
        bool isPm = match.Groups["half"].Value is "PM" or "pm";
        int hour = Number("hour");
        if (match.Groups["half"].Success)
            hour = (hour % 12) + (isPm ? 12 : 0);
        bool dayFirst = match.Groups["mark"].Value is "." or "-" || first > 12;
        // Only the United States' form has AM and PM and no leading zero.
        bool monthFirst = second > 12 || (match.Groups["half"].Value is "AM" or "PM" && (match.Groups["first"].Length == 1 || match.Groups["second"].Length == 1));
        if (!dayFirst && !monthFirst && first != second)
        {
            isAmbiguous = true;
            return null;
        }

        (int day, int month) = dayFirst ? (first, second) : (second, first);
        int year = Number("year");
        if (month is < 1 or > 12 || year < 1 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || Number("minute") > 59 || Number("second2") > 59)
            return null;
        return new ExportTime(new DateTime(year, month, day, hour, Number("minute"), Number("second2"), DateTimeKind.Utc), isUtc);
    }

    [GeneratedRegex(@"^\\?/Date\((?<ms>-?\d{1,17})([+-]\d{4})?\)\\?/$", RegexOptions.CultureInvariant)]
    private static partial Regex JsonDate();

    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoZone();

    [GeneratedRegex(@"^(?<first>\d{1,2})(?<mark>[./-])(?<second>\d{1,2})\k<mark>(?<year>\d{4})(,? (?<hour>\d{1,2})[:.](?<minute>\d\d)([:.](?<second2>\d\d)(\.\d+)?)?( (?<half>[AP]M|[ap]m))?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex CulturalDate();
}
