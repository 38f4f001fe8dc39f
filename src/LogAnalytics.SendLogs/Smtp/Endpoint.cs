using System.Buffers.Text;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>An address and a port; the address may be a host name or masked.</summary>
/// <param name="Address">Without brackets; null where the text has none.</param>
/// <param name="Port">0 to 65535; null where the text has none.</param>
/// <param name="Text">As logged.</param>
public readonly record struct Endpoint(Utf8Text? Address, int? Port, Utf8Text Text)
{
    private const int MostPortDigits = 5;

    /// <summary>Splits at the last colon: <c>192.0.2.31:37964</c>, <c>[2001:db8::1%4]:25</c>; empty gives an empty endpoint.</summary>
    public static Endpoint Parse(Utf8Text text)
    {
        int colon = text.Bytes.Span.LastIndexOf((byte)':');
        return colon >= 0 && PortOf(text.Bytes.Span[(colon + 1)..]) is { } port
            ? new Endpoint(Bare(text.Bytes[..colon]), port, text)
            : new Endpoint(Bare(text.Bytes), null, text);
    }

    // Digits alone, all of them.
    private static int? PortOf(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= MostPortDigits && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(text, out ushort port, out _)
            ? port
            : null;

    private static Utf8Text? Bare(ReadOnlyMemory<byte> address)
    {
        if (address.Span is [(byte)'[', .., (byte)']'])
            address = address[1..^1];
        return address.IsEmpty ? null : Utf8Text.OfValid(address);
    }
}
