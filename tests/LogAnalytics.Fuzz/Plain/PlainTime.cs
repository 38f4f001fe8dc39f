using System.Globalization;
using System.Text;

namespace LogAnalytics.Fuzz.Plain;

/// <summary>date-time by the framework's own parser.</summary>
internal static class PlainTime
{
    /// <summary>Microseconds since 1970; null if the text is no time.</summary>
    public static long? Micros(byte[] text)
    {
        bool isTime = DateTime.TryParseExact(
            Encoding.Latin1.GetString(text), "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time);
        return isTime ? (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : null;
    }
}
