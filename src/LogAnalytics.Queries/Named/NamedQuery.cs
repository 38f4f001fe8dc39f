using System.Text.RegularExpressions;

namespace LogAnalytics.Queries.Named;

/// <summary>A documented SQL file: the comment at its head says what it answers.</summary>
/// <param name="Name">The file's name without <c>.sql</c>.</param>
/// <param name="Question">What it answers.</param>
/// <param name="Grain">What one row is.</param>
/// <param name="Columns">What they mean.</param>
/// <param name="Sql">The whole file.</param>
public sealed partial record NamedQuery(string Name, string Question, string Grain, string Columns, IReadOnlyList<QueryParameter> Parameters, string Sql)
{
    /// <exception cref="QueryException">The head lacks a part; the message names it and shows how it is written.</exception>
    public static NamedQuery Parse(string name, string text)
    {
        string[] head = [.. text.ReplaceLineEndings("\n").Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..].Trim())];
        return new NamedQuery(
            name,
            Part(name, head, "Question", "What does it answer?"),
            Part(name, head, "Grain", "one server and hour."),
            Part(name, head, "Columns", "hour (UTC), sessions."),
            [.. head.Select(line => ParameterLine().Match(line)).Where(match => match.Success).Select(Parameter)],
            text);
    }

    /// <summary>The given values, and the defaults of those that were not given.</summary>
    public IReadOnlyDictionary<string, string?> WithDefaults(IReadOnlyDictionary<string, string?> given)
    {
        Dictionary<string, string?> values = new(given, StringComparer.OrdinalIgnoreCase);
        foreach (QueryParameter parameter in Parameters.Where(parameter => parameter.Default is not null))
            values.TryAdd(parameter.Name, parameter.Default);
        return values;
    }

    // A part goes on over the lines that follow, up to the next part.
    private static string Part(string name, string[] head, string part, string example)
    {
        string label = part + ":";
        int first = Array.FindIndex(head, line => line.StartsWith(label, StringComparison.Ordinal));
        if (first < 0)
            throw new QueryException($"The query '{name}' does not say its {part.ToLowerInvariant()}. Write it in the comment at the head of the file: -- {label} {example}");
        IEnumerable<string> more = head.Skip(first + 1).TakeWhile(line => !PartLine().IsMatch(line));
        return string.Join(' ', more.Prepend(head[first][label.Length..].Trim()));
    }

    private static QueryParameter Parameter(Match match) =>
        new(match.Groups["name"].Value, match.Groups["value"] is { Success: true, Value: var value } ? value : null, match.Groups["meaning"].Value);

    [GeneratedRegex(@"^[A-Z][a-z]+:")]
    private static partial Regex PartLine();

    [GeneratedRegex(@"^\$(?<name>[a-z_][a-z0-9_]*)(?: = (?<value>.*?))?: (?<meaning>.+)$")]
    private static partial Regex ParameterLine();
}
