namespace LogAnalytics.Cli.Analysis;

/// <summary>The values of a condition as one SQL parameter: no log holds these two control characters in a name.</summary>
internal static class ValueList
{
    private const string Null = "\u001e";

    /// <summary>For <c>list_contains(string_split($p, chr(31)), coalesce(column, chr(30)))</c>.</summary>
    public static string Of(IReadOnlyList<string?> values) => string.Join('\u001f', values.Select(value => value ?? Null));
}
