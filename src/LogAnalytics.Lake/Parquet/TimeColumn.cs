using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>INT64 microseconds, UTC, not adjusted: DuckDB reads TIMESTAMP, not TIMESTAMPTZ.</summary>
public sealed class TimeColumn(string name) : Column<long>(name)
{
    private readonly DataField _alias = Alias<long>(name, isNullable: false);

    public override DataField Field { get; } =
        new DateTimeDataField(name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: false);

    public override EncodingHint Encoding => EncodingHint.DeltaBinaryPacked;

    public void Add(long micros) => Put(micros);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(_alias, Values).ConfigureAwait(false);
        Reset();
    }
}
