using DuckDB.NET.Data;

namespace LogAnalytics.Queries;

/// <summary>Reads the current row by column name; NULL gives null.</summary>
public sealed class QueryRow(DuckDBDataReader reader)
{
    public string? Text(string column) => Value(column) as string;

    public bool Flag(string column) => Value(column) is true;

    public long Number(string column) => Convert.ToInt64(Value(column) ?? 0L, System.Globalization.CultureInfo.InvariantCulture);

    public bool? OptionalFlag(string column) => Value(column) as bool?;

    public int? OptionalInt(string column) => Value(column) is { } value ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>UTC.</summary>
    public DateTime? Time(string column) => Value(column) is DateTime time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : null;

    public IReadOnlyList<string> Texts(string column) => Value(column) is List<string> texts ? texts : [];

    private object? Value(string column)
    {
        object value = reader.GetValue(reader.GetOrdinal(column));
        return value is DBNull ? null : value;
    }
}
