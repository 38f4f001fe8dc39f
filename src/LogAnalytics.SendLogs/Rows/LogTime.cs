namespace LogAnalytics.SendLogs.Rows;

/// <summary>date-time of a row: always UTC, always <c>yyyy-MM-ddTHH:mm:ss.fffZ</c>; kept as microseconds since 1970.</summary>
public static class LogTime
{
    public const long MicrosPerDay = 86_400_000_000;
    /// <summary>Bytes of a time.</summary>
    public const int Length = 24;

    public static bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        // 2026-03-12T06:15:13.482Z
        if (text.Length != Length || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || text[19] != '.' || text[23] != 'Z')
            return false;
        int year = Number(text, 0, 4);
        int month = Number(text, 5, 2);
        int day = Number(text, 8, 2);
        int hour = Number(text, 11, 2);
        int minute = Number(text, 14, 2);
        int second = Number(text, 17, 2);
        int milli = Number(text, 20, 3);
        if (year < 1 || month is < 1 or > 12 || day < 1 || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59
            || milli < 0 || day > DateTime.DaysInMonth(year, month))
            return false;
        long days = new DateOnly(year, month, day).DayNumber - _epochDay;
        micros = (((((days * 24) + hour) * 60 + minute) * 60) + second) * 1_000_000 + (milli * 1000L);
        return true;
    }

    /// <summary>Writes <see cref="Length"/> bytes; the inverse of <see cref="TryParse"/>.</summary>
    public static void Format(long micros, Span<byte> text) =>
        ToDateTime(micros).TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static DateTime ToDateTime(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static long FromDateTime(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Days since 1970 of the UTC day that holds the instant.</summary>
    public static int Day(long micros) => (int)Math.Floor((double)micros / MicrosPerDay);

    /// <summary>A day as a date: 2026-03-12.</summary>
    /// <param name="day">Days since 1970.</param>
    public static string DayText(int day) => DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly int _epochDay = new DateOnly(1970, 1, 1).DayNumber;

    // -1 (or another negative number) if a character is no digit.
    private static int Number(ReadOnlySpan<byte> text, int start, int length)
    {
        int value = 0;
        for (int i = start; i < start + length; i++)
        {
            int digit = text[i] - '0';
            if ((uint)digit > 9)
                return -1;
            value = (value * 10) + digit;
        }

        return value;
    }
}
