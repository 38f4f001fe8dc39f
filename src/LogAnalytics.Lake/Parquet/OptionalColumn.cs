using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Numbers or truth values that may be null.</summary>
public sealed class OptionalColumn<T>(string name) : NullableColumn<T>(name)
    where T : struct
{
    public override DataField Field { get; } = new DataField<T?>(name);

    public override EncodingHint Encoding => EncodingHint.Default;

    protected override DataField Written => Field;

    public void Add(T? value) => Put(value);
}
