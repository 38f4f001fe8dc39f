using System.Globalization;

namespace LogAnalytics.SendLogs.Replies;

/// <summary>An enhanced status code (RFC 3463), or a range of its last part: <c>5.7.606-649</c>.</summary>
/// <param name="Prefix">Class and subject with their dots: <c>5.7.</c></param>
/// <param name="First">Smallest last part, 0 to 999.</param>
/// <param name="Last">Largest last part; equal to <paramref name="First"/> for a single code.</param>
public sealed record EnhancedCodeRange(string Prefix, int First, int Last)
{
    private const int MostDigits = 3;

    /// <summary>Null if the text is no code of class 4 or 5, e.g. <c>2.1.5</c>, <c>5.7</c>, <c>5.7.649-606</c>.</summary>
    public static EnhancedCodeRange? TryParse(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length != 3 || parts[0] is not ("4" or "5") || Number(parts[1]) is null)
            return null;
        string[] ends = parts[2].Split('-');
        int? first = Number(ends[0]);
        int? last = ends.Length == 1 ? first : Number(ends[1]);
        return ends.Length <= 2 && first <= last ? new EnhancedCodeRange($"{parts[0]}.{parts[1]}.", first.Value, last.Value) : null;
    }

    public bool Contains(string? code) =>
        code is not null
        && code.StartsWith(Prefix, StringComparison.Ordinal)
        && Number(code.AsSpan(Prefix.Length)) is { } last
        && last >= First && last <= Last;

    /// <summary>As the table spells it: <c>5.7.64</c>, <c>5.7.606-649</c>.</summary>
    public override string ToString() =>
        First == Last
            ? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{First}")
            : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{First}-{Last}");

    private static int? Number(ReadOnlySpan<char> digits) =>
        digits.Length <= MostDigits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
