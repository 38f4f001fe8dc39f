using System.Globalization;

namespace LogAnalytics.SendLogs.Replies;

/// <summary>The date in a banner, RFC 5322: <c>220 host Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:13 +0000</c>.</summary>
public static class BannerDate
{
    private const int ClockLength = 8;

    private static readonly string[] _months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    /// <summary>The instant in UTC, whole seconds; null where the banner has no date, or none with an offset.</summary>
    public static DateTime? Find(ReadOnlySpan<char> banner)
    {
        for (int at = 0; at < banner.Length; at++)
        {
            int next = banner[at..].IndexOf(':');
            if (next < 0)
                return null;
            at += next;
            int start = at - 2;
            if (start > 0 && start + ClockLength <= banner.Length
                && TryClock(banner.Slice(start, ClockLength), out TimeOnly clock)
                && DayBefore(banner[..start]) is { } day
                && OffsetAfter(banner[(start + ClockLength)..]) is { } offset)
                return Shift(day.ToDateTime(clock, DateTimeKind.Utc), offset);
        }

        return null;
    }

    // 06:15:13
    private static bool TryClock(ReadOnlySpan<char> text, out TimeOnly clock)
    {
        clock = default;
        if (text[2] != ':' || text[5] != ':' || !TryPair(text, out int hour) || !TryPair(text[3..], out int minute) || !TryPair(text[6..], out int second)
            || hour > 23 || minute > 59 || second > 59)
            return false;
        clock = new TimeOnly(hour, minute, second);
        return true;
    }

    private static bool TryPair(ReadOnlySpan<char> text, out int value)
    {
        value = ((text[0] - '0') * 10) + (text[1] - '0');
        return char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]);
    }

    // "… ready at Thu, 12 Mar 2026 ": the last three words.
    private static DateOnly? DayBefore(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> year = LastWord(ref text);
        ReadOnlySpan<char> month = LastWord(ref text);
        ReadOnlySpan<char> day = LastWord(ref text);
        int number = MonthNumber(month);
        return number > 0 && day.Length <= 2 && year.Length == 4
            && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out int y)
            && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out int d)
            && y > 0 && d > 0 && d <= DateTime.DaysInMonth(y, number)
            ? new DateOnly(y, number, d)
            : null;
    }

    // " +0530", " -0700", " GMT": how far the clock is ahead of UTC.
    private static TimeSpan? OffsetAfter(ReadOnlySpan<char> text)
    {
        text = text.TrimStart(' ');
        int end = text.IndexOfAny(" ;)]");
        ReadOnlySpan<char> word = end < 0 ? text : text[..end];
        if (word.SequenceEqual("GMT") || word.SequenceEqual("UT") || word.SequenceEqual("UTC") || word.SequenceEqual("Z"))
            return TimeSpan.Zero;
        if (word.Length != 5 || word[0] is not ('+' or '-') || !int.TryParse(word[1..], NumberStyles.None, CultureInfo.InvariantCulture, out int digits) || digits % 100 > 59)
            return null;
        TimeSpan offset = new(digits / 100, digits % 100, 0);
        return word[0] == '-' ? -offset : offset;
    }

    private static DateTime? Shift(DateTime local, TimeSpan offset) =>
        local.Ticks - offset.Ticks is var ticks && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;

    private static int MonthNumber(ReadOnlySpan<char> word)
    {
        for (int i = 0; i < _months.Length; i++)
        {
            if (word.Equals(_months[i], StringComparison.OrdinalIgnoreCase))
                return i + 1;
        }

        return 0;
    }

    private static ReadOnlySpan<char> LastWord(ref ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(' ');
        int blank = text.LastIndexOf(' ');
        ReadOnlySpan<char> word = text[(blank + 1)..];
        text = text[..Math.Max(blank, 0)];
        return word;
    }
}
