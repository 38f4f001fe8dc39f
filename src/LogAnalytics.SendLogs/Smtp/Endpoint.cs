using System.Globalization;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>An address and a port; the address may be a host name or masked.</summary>
/// <param name="Address">Without brackets; null where the text has none.</param>
/// <param name="Port">0 to 65535; null where the text has none.</param>
/// <param name="Text">As logged.</param>
public readonly record struct Endpoint(string? Address, int? Port, string Text)
{
    private const int MostPortDigits = 5;

    /// <summary>Splits at the last colon: <c>192.0.2.31:37964</c>, <c>[2001:db8::1%4]:25</c>; empty gives an empty endpoint.</summary>
    public static Endpoint Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon >= 0 && PortOf(text.AsSpan(colon + 1)) is { } port
            ? new Endpoint(Bare(text[..colon]), port, text)
            : new Endpoint(Bare(text), null, text);
    }

    // Digits alone: the framework's parser also takes NULs behind them, even where it is told to take nothing else.
    private static int? PortOf(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= MostPortDigits && !text.ContainsAnyExceptInRange('0', '9')
            && ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            ? port
            : null;

    private static string? Bare(string address)
    {
        if (address is ['[', .., ']'])
            address = address[1..^1];
        return address.Length == 0 ? null : address;
    }
}
