namespace LogAnalytics.Cli.Analysis;

/// <summary>The values of a condition as one SQL parameter: no log holds these two control characters in a name.</summary>
internal static class ValueList
{
    private const string Null = "\u001e";

    /// <summary>For the macro <c>_is_one_of</c> of <c>evidence/conditions</c>.</summary>
    public static string Of(IReadOnlyList<string?> values) => string.Join('\u001f', values.Select(value => value ?? Null));
}
