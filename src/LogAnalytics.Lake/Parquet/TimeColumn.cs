namespace LogAnalytics.Lake.Parquet;

/// <summary>INT64 microseconds, UTC, not adjusted: DuckDB reads TIMESTAMP, not TIMESTAMPTZ.</summary>
public sealed class TimeColumn : Column
{
    private readonly NumberValues<long> _values;

    public TimeColumn(string name)
        : this(name, new NumberValues<long>())
    {
    }

    private TimeColumn(string name, NumberValues<long> values)
        : base(name, LogicalType.Timestamp, values, nulls: null) => _values = values;

    public void Add(long micros) => _values.Add(micros);

    /// <summary>Adds rows; the caller fills in their values.</summary>
    public Span<long> Extend(int rows) => _values.Extend(rows);
}
