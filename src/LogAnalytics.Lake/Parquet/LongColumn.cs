using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

public sealed class LongColumn(string name) : Column<long>(name)
{
    public override DataField Field { get; } = new DataField<long>(name);

    public override EncodingHint Encoding => EncodingHint.DeltaBinaryPacked;

    public void Add(long value) => Put(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(Field, Values).ConfigureAwait(false);
        Reset();
    }
}
