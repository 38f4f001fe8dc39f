using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

public sealed class IntColumn(string name) : Column<int>(name)
{
    public override DataField Field { get; } = new DataField<int>(name);

    public override EncodingHint Encoding => EncodingHint.DeltaBinaryPacked;

    public void Add(int value) => Put(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(Field, Values).ConfigureAwait(false);
        Reset();
    }
}
