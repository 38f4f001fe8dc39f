using System.Globalization;
using System.Text.RegularExpressions;

namespace LogAnalytics.Inputs;

/// <summary>
/// <c>SENDyyyyMMddHH-n.LOG</c> (UTC hour, n = 1.. per hour, sorted as a number), or the older <c>SENDyyyyMMdd-n.log</c>;
/// any case, and other text may stand before <c>.LOG</c>.
/// </summary>
public sealed partial record LogFileName(string Prefix, DateTime? Hour, int Instance) : IComparable<LogFileName>
{
    public bool IsSend => Prefix == "SEND";

    public static LogFileName Parse(string fileName)
    {
        Match match = Pattern().Match(fileName);
        if (!match.Success)
            return new LogFileName("", null, 0);
        string stamp = match.Groups["stamp"].Value;
        string format = stamp.Length == 10 ? "yyyyMMddHH" : "yyyyMMdd";
        DateTime? hour = DateTime.TryParseExact(stamp, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime parsed)
            ? parsed
            : null;
        _ = int.TryParse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture, out int instance);
        return new LogFileName(match.Groups["prefix"].Value.ToUpperInvariant(), hour, instance);
    }

    /// <param name="path">With <c>/</c>.</param>
    public static LogFileName OfPath(string path) => Parse(path[(path.LastIndexOf('/') + 1)..]);

    public int CompareTo(LogFileName? other)
    {
        if (other is null)
            return 1;
        int order = Nullable.Compare(Hour, other.Hour);
        return order != 0 ? order : Instance.CompareTo(other.Instance);
    }

    [GeneratedRegex(@"^(?<prefix>[A-Za-z]+)(?<stamp>\d{10}|\d{8})-(?<n>\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
