using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using LogAnalytics.Queries;

namespace LogAnalytics.Notebooks.Frames;

/// <summary>Makes an object of each row: columns go to the constructor's parameters, then to properties, of the same name.</summary>
internal sealed class RowMapper<T>
{
    private readonly IReadOnlyList<string> _columns;
    private readonly ConstructorInfo? _constructor;
    private readonly (int Column, ParameterInfo Parameter)[] _arguments = [];
    private readonly (int Column, PropertyInfo Property)[] _properties = [];

    public RowMapper(IReadOnlyList<string> columns)
    {
        _columns = columns;
        if (IsSingleValue(typeof(T)))
            return;
        Dictionary<string, int> byName = new(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < columns.Count; i++)
            byName.TryAdd(Bare(columns[i]), i);

        _constructor = typeof(T).GetConstructors().OrderByDescending(candidate => candidate.GetParameters().Length).FirstOrDefault(candidate =>
                candidate.GetParameters().All(parameter => byName.ContainsKey(Bare(parameter.Name!))))
            ?? throw new QueryException($"No constructor of {typeof(T).Name} fits the columns {string.Join(", ", columns)}: its parameters must be named as columns are (RemoteEndpoint for remote_endpoint).");
        _arguments = [.. _constructor.GetParameters().Select(parameter => (byName[Bare(parameter.Name!)], parameter))];
        HashSet<int> taken = [.. _arguments.Select(argument => argument.Column)];
        _properties = [.. typeof(T).GetProperties().Where(property => property.CanWrite && byName.TryGetValue(Bare(property.Name), out int column) && !taken.Contains(column))
            .Select(property => (byName[Bare(property.Name)], property))];
    }

    public T Map(QueryResult row)
    {
        if (_constructor is null)
            return (T)Convert(row.Value(0), typeof(T), 0)!;
        object made = _constructor.Invoke([.. _arguments.Select(argument => Convert(row.Value(argument.Column), argument.Parameter.ParameterType, argument.Column))]);
        foreach ((int column, PropertyInfo property) in _properties)
            property.SetValue(made, Convert(row.Value(column), property.PropertyType, column));
        return (T)made;
    }

    private static bool IsSingleValue(Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        return bare.IsPrimitive || bare == typeof(string) || bare == typeof(DateTime) || bare == typeof(decimal) || bare == typeof(BigInteger) || bare == typeof(DateOnly);
    }

    // remote_endpoint and RemoteEndpoint are one name.
    private static string Bare(string name) => name.Replace("_", "", StringComparison.Ordinal);

    private object? Convert(object? value, Type target, int column)
    {
        Type bare = Nullable.GetUnderlyingType(target) ?? target;
        if (value is null)
        {
            return !target.IsValueType || bare != target
                ? null
                : throw new QueryException($"Column '{_columns[column]}' holds NULL, which {target.Name} cannot take; write {target.Name}?.");
        }

        try
        {
            return value switch
            {
                DateTime time when bare == typeof(DateTime) => DateTime.SpecifyKind(time, DateTimeKind.Utc),
                DateTime time when bare == typeof(DateTimeOffset) => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
                BigInteger number when bare == typeof(long) => (long)number,
                BigInteger number when bare == typeof(int) => (int)number,
                BigInteger number when bare == typeof(double) => (double)number,
                BigInteger number when bare == typeof(decimal) => (decimal)number,
                _ when bare.IsInstanceOfType(value) => value,
                _ when bare == typeof(string) => ValueText.Of(value),
                _ when bare.IsEnum => Enum.Parse(bare, Bare((string)value), ignoreCase: true),
                IList list when bare.IsAssignableFrom(typeof(string[])) => list.Cast<object?>().Select(ValueText.Of).ToArray(),
                _ => System.Convert.ChangeType(value, bare, CultureInfo.InvariantCulture),
            };
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or FormatException or ArgumentException)
        {
            throw new QueryException($"Column '{_columns[column]}' holds {value.GetType().Name} '{ValueText.Of(value)}', which {target.Name} cannot take.");
        }
    }
}
