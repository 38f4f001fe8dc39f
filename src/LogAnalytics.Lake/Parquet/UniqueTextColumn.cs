using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>
/// Text that hardly repeats (ids, mailboxes, replies); may be null. Encoded at once into blocks of its own: nothing is hashed, and no
/// string outlives its session.
/// </summary>
public sealed class UniqueTextColumn(string name) : NullableColumn<ReadOnlyMemory<byte>>(name)
{
    private const int BlockBytes = 1 << 18;

    private readonly List<byte[]> _blocks = [];
    private int _block = -1;
    private int _used = BlockBytes;

    public override DataField Field { get; } = new(name, typeof(string), isNullable: true);

    public override EncodingHint Encoding => EncodingHint.Default;

    protected override DataField Written { get; } = Alias<ReadOnlyMemory<byte>>(name, isNullable: true);

    public void Add(string? value)
    {
        if (value is null)
        {
            Put(null);
            return;
        }

        int most = Encoding8.GetMaxByteCount(value.Length);
        if (most > BlockBytes)
        {
            Put(Encoding8.GetBytes(value));
            return;
        }

        if (_used + most > BlockBytes)
            NextBlock();
        int length = Encoding8.GetBytes(value, _blocks[_block].AsSpan(_used));
        Put(_blocks[_block].AsMemory(_used, length));
        _used += length;
    }

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await base.WriteAsync(writer).ConfigureAwait(false);
        (_block, _used) = (-1, BlockBytes);
    }

    private static System.Text.Encoding Encoding8 => System.Text.Encoding.UTF8;

    private void NextBlock()
    {
        if (++_block == _blocks.Count)
            _blocks.Add(new byte[BlockBytes]);
        _used = 0;
    }
}
