using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>As <see cref="TimeColumn"/>, with nulls.</summary>
public sealed class NullableTimeColumn(string name) : NullableColumn<long>(name)
{
    public override DataField Field { get; } =
        new DateTimeDataField(name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: true);

    public override EncodingHint Encoding => EncodingHint.Default;

    protected override DataField Written { get; } = Alias<long>(name, isNullable: true);

    public void Add(long? micros) => Put(micros);
}
