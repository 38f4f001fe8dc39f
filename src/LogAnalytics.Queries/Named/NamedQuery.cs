namespace LogAnalytics.Queries.Named;

/// <summary>A documented SQL file: the comment at its head says what it answers.</summary>
/// <param name="Name">The file's name without <c>.sql</c>.</param>
/// <param name="Question">What it answers.</param>
/// <param name="Grain">What one row is.</param>
/// <param name="Columns">What they mean.</param>
/// <param name="Sql">The whole file.</param>
public sealed record NamedQuery(string Name, string Question, string Grain, string Columns, IReadOnlyList<QueryParameter> Parameters, string Sql)
{
    /// <exception cref="QueryException">The head lacks a part; the message names it and shows how it is written.</exception>
    public static NamedQuery Parse(string name, string text)
    {
        SqlHead head = new(name, text);
        return new NamedQuery(
            name, head.Part("Question", "What does it answer?"), head.Part("Grain", "one server and hour."), head.Part("Columns", "hour (UTC), sessions."), head.Parameters, text);
    }

    /// <summary>The given values, and the defaults of those that were not given.</summary>
    public IReadOnlyDictionary<string, object?> WithDefaults(IReadOnlyDictionary<string, object?> given) => QueryParameter.WithDefaults(Parameters, given);
}
