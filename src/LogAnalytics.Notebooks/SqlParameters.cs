using System.Collections;
using System.Reflection;

namespace LogAnalytics.Notebooks;

/// <summary>Parameters by name, from a dictionary or from an object's properties.</summary>
internal static class SqlParameters
{
    public static IReadOnlyDictionary<string, object?> Of(object? parameters) => parameters switch
    {
        null => new Dictionary<string, object?>(),
        IReadOnlyDictionary<string, object?> values => values,
        IDictionary values => values.Keys.Cast<object>().ToDictionary(key => key.ToString()!, key => values[key]),
        _ => parameters.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .ToDictionary(property => property.Name, property => property.GetValue(parameters)),
    };
}
