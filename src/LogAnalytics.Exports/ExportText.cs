using System.Text;

namespace LogAnalytics.Exports;

/// <summary>Bytes to text: UTF-8 or UTF-16, with or without byte order mark, as PowerShell's versions write them.</summary>
internal static class ExportText
{
    // Enough to tell; a mark is missing only where somebody took it away.
    private const int Probe = 512;

    public static string Decode(ReadOnlySpan<byte> content) => content switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(content[3..]),
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(content[2..]),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(content[2..]),
        _ => WithoutMark(content).GetString(content),
    };

    // These formats begin with ASCII, which has a zero byte in each UTF-16 unit: the second one where the low byte comes first.
    private static Encoding WithoutMark(ReadOnlySpan<byte> content)
    {
        ReadOnlySpan<byte> head = content[..Math.Min(Probe, content.Length & ~1)];
        int low = 0, high = 0;
        for (int i = 0; i < head.Length; i += 2)
        {
            high += head[i] == 0 ? 1 : 0;
            low += head[i + 1] == 0 ? 1 : 0;
        }

        int units = head.Length / 2;
        return units > 0 && 2 * low > units && high == 0 ? Encoding.Unicode
            : units > 0 && 2 * high > units && low == 0 ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
    }
}
