namespace LogAnalytics.Lake.Parquet;

/// <summary>Truth values, one bit each.</summary>
internal sealed class BooleanValues : ColumnValues<bool>
{
    private readonly GrowingArray<int> _bits = new();

    public override PhysicalType Type => PhysicalType.Boolean;

    public override int Count => _bits.Count;

    public override void Add(bool value) => _bits.Add(value ? 1 : 0);

    public override PageEncoding Begin(ChunkWriter chunk) => PageEncoding.Plain;

    public override int RowsPerPage(int rows) => PageBytes * 8;

    public override void Encode(int from, int count, ByteBuffer page) => BitPacker.Pack<int>(_bits.Values.Slice(from, count), 1, page);

    public override void Clear() => _bits.Clear();
}
