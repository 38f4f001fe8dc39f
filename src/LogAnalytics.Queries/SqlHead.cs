using System.Text.RegularExpressions;

namespace LogAnalytics.Queries;

/// <summary>The comment at the head of a documented SQL file: parts (<c>-- Grain: one session.</c>) and parameters (<c>--   $server = %: which</c>).</summary>
/// <param name="name">What the file is called in messages.</param>
public sealed partial class SqlHead(string name, string text)
{
    private readonly string[] _lines = [.. text.ReplaceLineEndings("\n").Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..].Trim())];

    public IReadOnlyList<QueryParameter> Parameters => [.. _lines.Select(line => ParameterLine().Match(line)).Where(match => match.Success).Select(Parameter)];

    /// <summary>What stands behind the label, also over several lines.</summary>
    /// <param name="example">What somebody who left it out could write.</param>
    /// <exception cref="QueryException">The head does not have it.</exception>
    public string Part(string label, string example)
    {
        int first = Array.FindIndex(_lines, line => line.StartsWith(label + ":", StringComparison.Ordinal));
        if (first < 0)
            throw new QueryException($"'{name}' does not say its {label.ToLowerInvariant()}. Write it in the comment at the head of the file: -- {label}: {example}");
        IEnumerable<string> more = _lines.Skip(first + 1).TakeWhile(line => !PartLine().IsMatch(line));
        return string.Join(' ', more.Prepend(_lines[first][(label.Length + 1)..].Trim()));
    }

    private static QueryParameter Parameter(Match match) =>
        new(match.Groups["name"].Value, match.Groups["value"] is { Success: true, Value: var value } ? value : null, match.Groups["meaning"].Value);

    [GeneratedRegex(@"^[A-Z][a-z ]+:")]
    private static partial Regex PartLine();

    [GeneratedRegex(@"^\$(?<name>[a-z_][a-z0-9_]*)(?: = (?<value>.*?))?: (?<meaning>.+)$")]
    private static partial Regex ParameterLine();
}
