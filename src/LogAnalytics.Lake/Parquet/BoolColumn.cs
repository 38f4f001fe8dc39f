using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

public sealed class BoolColumn(string name) : NullableColumn<bool>(name)
{
    public override DataField Field { get; } = new DataField<bool?>(name);

    public override EncodingHint Encoding => EncodingHint.Default;

    protected override DataField Written => Field;

    public void Add(bool? value) => Put(value);
}
