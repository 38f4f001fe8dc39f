using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

public sealed class NullableIntColumn(string name) : NullableColumn<int>(name)
{
    public override DataField Field { get; } = new DataField<int?>(name);

    public override EncodingHint Encoding => EncodingHint.Default;

    protected override DataField Written => Field;

    public void Add(int? value) => Put(value);
}
