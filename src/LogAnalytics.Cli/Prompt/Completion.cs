namespace LogAnalytics.Cli.Prompt;

/// <summary>What the name under the cursor could become.</summary>
/// <param name="From">Where the name begins.</param>
/// <param name="Names">All that begin like it, in the order of the alphabet.</param>
public sealed record Completion(int From, IReadOnlyList<string> Names)
{
    /// <summary>What they all begin with.</summary>
    public string CommonPrefix => Names.Count == 0 ? "" : Names.Aggregate((left, right) =>
        new string([.. left.Zip(right).TakeWhile(pair => char.ToLowerInvariant(pair.First) == char.ToLowerInvariant(pair.Second)).Select(pair => pair.First)]));

    /// <param name="names">Tables, columns, keywords and commands of the prompt.</param>
    public static Completion At(string text, int cursor, IEnumerable<string> names)
    {
        int from = cursor;
        while (from > 0 && (char.IsLetterOrDigit(text[from - 1]) || text[from - 1] == '_'))
            from--;
        // A command of the prompt begins with a dot, at the start of the line only.
        if (from == 1 && text[0] == '.')
            from = 0;
        string typed = text[from..cursor];
        return new Completion(from, typed.Length == 0
            ? []
            : [.. names.Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)]);
    }
}
