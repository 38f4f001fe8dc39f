using System.Globalization;
using System.Text.RegularExpressions;

namespace LogAnalytics.Exports;

/// <summary>Characters that XML cannot hold are written <c>_xHHHH_</c>; an underscore before an x is <c>_x005F_</c>.</summary>
internal static partial class ClixmlText
{
    public static string Decode(string text) =>
        text.Contains("_x", StringComparison.OrdinalIgnoreCase)
            ? Escape().Replace(text, match => ((char)ushort.Parse(match.ValueSpan[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())
            : text;

    [GeneratedRegex("_[xX][0-9A-Fa-f]{4}_", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
