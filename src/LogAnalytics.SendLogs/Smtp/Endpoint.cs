namespace LogAnalytics.SendLogs.Smtp;

/// <summary>An address and a port; the address may be a host name or masked.</summary>
public readonly record struct Endpoint(string? Address, int? Port, string Text)
{
    /// <summary>Splits at the last colon: <c>192.0.2.31:37964</c>, <c>[2001:db8::1%4]:25</c>; empty gives an empty endpoint.</summary>
    public static Endpoint Parse(string text)
    {
        if (text.Length == 0)
            return new Endpoint(null, null, "");
        int colon = text.LastIndexOf(':');
        bool hasPort = colon > 0 && colon < text.Length - 1;
        if (!hasPort || !ushort.TryParse(text.AsSpan(colon + 1), out ushort port))
            return new Endpoint(Bare(text), null, text);
        return new Endpoint(Bare(text[..colon]), port, text);
    }

    private static string Bare(string address) =>
        address.Length > 2 && address[0] == '[' && address[^1] == ']' ? address[1..^1] : address;
}
