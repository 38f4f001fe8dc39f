namespace LogAnalytics.Queries;

/// <summary>A value that documented SQL asks for.</summary>
/// <param name="Name">Without the <c>$</c>.</param>
/// <param name="Default">Taken where no value is given; null: one must be given.</param>
public sealed record QueryParameter(string Name, string? Default, string Meaning)
{
    /// <summary>The given values, and the defaults of those that were not given.</summary>
    public static IReadOnlyDictionary<string, object?> WithDefaults(IEnumerable<QueryParameter> parameters, IReadOnlyDictionary<string, object?> given)
    {
        Dictionary<string, object?> values = new(given, StringComparer.OrdinalIgnoreCase);
        foreach (QueryParameter parameter in parameters.Where(parameter => parameter.Default is not null))
            values.TryAdd(parameter.Name, parameter.Default);
        return values;
    }
}
