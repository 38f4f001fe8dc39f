using System.Globalization;

namespace LogAnalytics.SendLogs.Replies;

/// <summary>
/// The tail by which the receiver signs a reply: <c>550 5.7.64 … [AM5.prod.protection.outlook.com 2025-01-29T19:07:30.476Z 08DD3FA5DBC8F401]</c>.
/// The older tail <c>[host]</c> has neither clock nor id.
/// </summary>
/// <param name="Time">The receiver's clock, UTC, to the millisecond.</param>
/// <param name="SessionId">The receiver's id of this session.</param>
public readonly record struct ReceiverBracket(string Host, DateTime Time, string SessionId)
{
    /// <summary>The last bracket of this form; null where the text has none.</summary>
    public static ReceiverBracket? Find(string text)
    {
        for (int open = text.LastIndexOf('['); open >= 0; open = open == 0 ? -1 : text.LastIndexOf('[', open - 1))
        {
            int close = text.IndexOf(']', open);
            if (close > 0 && TryParse(text.AsSpan(open + 1, close - open - 1), out ReceiverBracket bracket))
                return bracket;
        }

        return null;
    }

    /// <summary>False: a text with these bytes has no such bracket, as its time ends with a <c>Z</c> and a blank.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> text) => text.IndexOf("Z "u8) >= 0;

    private static bool TryParse(ReadOnlySpan<char> inside, out ReceiverBracket bracket)
    {
        bracket = default;
        Span<Range> words = stackalloc Range[4];
        if (inside.Split(words, ' ', StringSplitOptions.RemoveEmptyEntries) != 3
            || !DateTime.TryParseExact(inside[words[1]], "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time))
            return false;
        bracket = new ReceiverBracket(inside[words[0]].ToString(), time, inside[words[2]].ToString());
        return true;
    }
}
