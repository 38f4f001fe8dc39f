using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Bytes as they are; null where there is nothing to keep.</summary>
public sealed class BytesColumn(string name) : Column(name)
{
    private readonly List<byte[]?> _values = [];

    public override DataField Field { get; } = new(name, typeof(byte[]), isNullable: true);

    public override EncodingHint Encoding => EncodingHint.Default;

    public override int Count => _values.Count;

    public void Add(byte[]? value) => _values.Add(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(Field, _values).ConfigureAwait(false);
        _values.Clear();
    }
}
