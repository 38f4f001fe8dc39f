namespace LogAnalytics.Queries.Rules;

/// <summary>A folder of rules: one folder each, with <c>rule.sql</c> and its fixtures.</summary>
public static class RuleFolder
{
    public const string RuleFile = "rule.sql";

    /// <summary>Send logs that the rule must hit, a file or folder each; and such that it must not.</summary>
    public const string Positive = "positive", Negative = "negative";

    /// <summary>The folders that hold a rule, in the order of their names.</summary>
    public static IReadOnlyList<string> Folders(string root) =>
        [.. Directory.EnumerateDirectories(root).Where(folder => File.Exists(Path.Combine(folder, RuleFile))).Order(StringComparer.Ordinal)];

    /// <exception cref="QueryException">The rule's head is not complete, or its id is not the name of its folder.</exception>
    public static Rule Read(string folder)
    {
        string name = Path.GetFileName(folder);
        Rule rule = Rule.Parse(name, File.ReadAllText(Path.Combine(folder, RuleFile)));
        return rule.Id == name ? rule : throw new QueryException($"The rule in the folder '{name}' calls itself '{rule.Id}'. Give both the same name.");
    }

    /// <summary>The fixtures of one kind, in the order of their names.</summary>
    public static IReadOnlyList<string> Fixtures(string folder, string kind)
    {
        string path = Path.Combine(folder, kind);
        return Directory.Exists(path) ? [.. Directory.EnumerateFileSystemEntries(path).Order(StringComparer.Ordinal)] : [];
    }
}
