using System.Text;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Output;

/// <summary>Instants as <see cref="ValueText.Iso"/> writes them, in bytes; the digits of the last second are kept, as the next row is often of it.</summary>
internal sealed class TimeText
{
    private const long MicrosPerSecond = 1_000_000;

    // "2026-03-10T12:48:17." and six digits, and the Z.
    private const int UpToPoint = 20;

    private readonly byte[] _text = new byte[UpToPoint + 7];
    private long _second = long.MinValue;

    /// <param name="micros">Since 1970, UTC.</param>
    /// <returns>Good until the next call.</returns>
    public ReadOnlySpan<byte> Of(long micros)
    {
        (long second, long fraction) = Math.DivRem(micros, MicrosPerSecond);
        if (fraction < 0)
            (second, fraction) = (second - 1, fraction + MicrosPerSecond);
        if (second != _second)
        {
            Encoding.UTF8.GetBytes(ValueText.Iso(DateTime.UnixEpoch.AddSeconds(second))).AsSpan(0, UpToPoint).CopyTo(_text);
            _second = second;
        }

        int digits = 6;
        if (fraction % 1000 == 0)
            (fraction, digits) = (fraction / 1000, 3);
        for (int i = digits - 1; i >= 0; i--)
        {
            _text[UpToPoint + i] = (byte)('0' + (fraction % 10));
            fraction /= 10;
        }

        _text[UpToPoint + digits] = (byte)'Z';
        return _text.AsSpan(0, UpToPoint + digits + 1);
    }
}
