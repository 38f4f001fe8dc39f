using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>UTF-8 text that is never null; the bytes are not copied and must stay as they are until the row group is written.</summary>
public sealed class Utf8Column(string name) : Column<ReadOnlyMemory<byte>>(name)
{
    private readonly DataField _alias = Alias<ReadOnlyMemory<byte>>(name, isNullable: false);

    public override DataField Field { get; } = new(name, typeof(string), isNullable: false);

    public override EncodingHint Encoding => EncodingHint.Default;

    public void Add(ReadOnlyMemory<byte> value) => Put(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(_alias, Values).ConfigureAwait(false);
        Reset();
    }
}
