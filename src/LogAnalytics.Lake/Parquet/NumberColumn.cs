using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Integers, stored as differences.</summary>
public sealed class NumberColumn<T>(string name) : Column<T>(name)
    where T : struct
{
    public override DataField Field { get; } = new DataField<T>(name);

    public override EncodingHint Encoding => EncodingHint.DeltaBinaryPacked;

    public void Add(T value) => Put(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(Field, Values).ConfigureAwait(false);
        Reset();
    }
}
