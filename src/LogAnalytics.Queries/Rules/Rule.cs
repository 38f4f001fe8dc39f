using System.Text.RegularExpressions;

namespace LogAnalytics.Queries.Rules;

/// <summary>A detection as a file: SQL that gives one row per hit, and a comment at its head that says what a hit means.</summary>
/// <param name="Id">Lower-case words joined by '_'; also the name of its folder, and the kind of its observations.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Level">How much a hit matters: informational, low, medium, high or critical, as in Sigma.</param>
/// <param name="Description">What a hit means and what to do.</param>
/// <param name="FalsePositives">When a hit means nothing.</param>
/// <param name="References">Where that is known from.</param>
/// <param name="Sql">The whole file. Column <c>text</c> is what a reader is told; all columns are the evidence.</param>
public sealed partial record Rule(
    string Id, string Title, string Level, string Description, string FalsePositives, string References, IReadOnlyList<QueryParameter> Parameters, string Sql)
{
    /// <summary>The column that every rule has.</summary>
    public const string TextColumn = "text";

    private static readonly string[] _levels = ["informational", "low", "medium", "high", "critical"];

    /// <summary>Values of its parameters: the defaults of its head.</summary>
    public IReadOnlyDictionary<string, object?> Values => QueryParameter.WithDefaults(Parameters, new Dictionary<string, object?>());

    /// <exception cref="QueryException">The head lacks a part or has one that cannot be; the message shows how it is written.</exception>
    public static Rule Parse(string name, string text)
    {
        SqlHead head = new(name, text);
        Rule rule = new(
            head.Part("Id", "unused_sessions"),
            head.Part("Title", "Sessions opened and never used"),
            head.Part("Level", "low"),
            head.Part("Description", "what a hit means, and what to do."),
            head.Part("False positives", "when a hit means nothing."),
            head.Part("References", "a page, an RFC, or none."),
            head.Parameters,
            text);
        if (!IdText().IsMatch(rule.Id))
            throw new QueryException($"'{name}': the id '{rule.Id}' is not lower-case words joined by '_', such as unused_sessions.");
        if (!_levels.Contains(rule.Level))
            throw new QueryException($"'{name}': there is no level '{rule.Level}'. Write one of {string.Join(", ", _levels)}.");
        if (rule.Parameters.FirstOrDefault(parameter => parameter.Default is null) is { } open)
            throw new QueryException($"'{name}': ${open.Name} has no default, and nobody is asked while a rule runs. Write --   ${open.Name} = VALUE: {open.Meaning}");
        return rule;
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
    private static partial Regex IdText();
}
