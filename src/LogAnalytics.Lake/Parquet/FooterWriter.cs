using System.Buffers.Binary;
using System.Numerics;

namespace LogAnalytics.Lake.Parquet;

/// <summary>The end of a file: its schema and where each column chunk stands. The field numbers are those of parquet.thrift.</summary>
internal static class FooterWriter
{
    private const string CreatedBy = "LogAnalytics";
    private const int FormatVersion = 2;
    private const int Zstd = 6;
    private const int Required = 0;
    private const int Optional = 1;

    // The older names of the meanings, for readers that know no other.
    private const int ConvertedUtf8 = 0;
    private const int ConvertedMicros = 10;
    private const int ConvertedInt32 = 17;
    private const int ConvertedInt64 = 18;

    public static void Write(ByteBuffer file, IReadOnlyList<Column> columns, IReadOnlyList<RowGroup> groups)
    {
        ThriftWriter thrift = new(file);
        thrift.BeginStruct();
        thrift.Field(1, FormatVersion);
        thrift.BeginList(2, ThriftWriter.StructItems, columns.Count + 1);
        WriteRoot(thrift, columns.Count);
        foreach (Column column in columns)
            WriteSchema(thrift, column);
        thrift.Field(3, groups.Sum(group => (long)group.Rows));
        thrift.BeginList(4, ThriftWriter.StructItems, groups.Count);
        foreach (RowGroup group in groups)
            WriteGroup(thrift, columns, group);
        thrift.Field(6, CreatedBy);
        // Says that minima and maxima are in the order of the type; without it readers leave them alone.
        thrift.BeginList(7, ThriftWriter.StructItems, columns.Count);
        foreach (Column _ in columns)
        {
            thrift.BeginStruct();
            thrift.EmptyStruct(1);
            thrift.End();
        }

        thrift.End();
    }

    private static void WriteRoot(ThriftWriter thrift, int columns)
    {
        thrift.BeginStruct();
        thrift.Field(4, "root");
        thrift.Field(5, columns);
        thrift.End();
    }

    private static void WriteSchema(ThriftWriter thrift, Column column)
    {
        ColumnType type = column.Type;
        thrift.BeginStruct();
        thrift.Field(1, (int)type.Physical);
        thrift.Field(3, type.IsOptional ? Optional : Required);
        thrift.Field(4, column.Name);
        switch (type.Logical)
        {
            case LogicalType.Text:
                thrift.Field(6, ConvertedUtf8);
                thrift.BeginStruct(10);
                thrift.EmptyStruct(1);
                thrift.End();
                break;
            case LogicalType.Integer:
                thrift.Field(6, type.Physical == PhysicalType.Int32 ? ConvertedInt32 : ConvertedInt64);
                break;
            case LogicalType.Timestamp:
                thrift.Field(6, ConvertedMicros);
                thrift.BeginStruct(10);
                thrift.BeginStruct(8);
                thrift.Field(1, false);
                thrift.BeginStruct(2);
                thrift.EmptyStruct(2);
                thrift.End();
                thrift.End();
                thrift.End();
                break;
        }

        thrift.End();
    }

    private static void WriteGroup(ThriftWriter thrift, IReadOnlyList<Column> columns, RowGroup group)
    {
        thrift.BeginStruct();
        thrift.BeginList(1, ThriftWriter.StructItems, columns.Count);
        for (int i = 0; i < columns.Count; i++)
            WriteChunk(thrift, columns[i], group.Chunks[i]);
        thrift.Field(2, group.Chunks.Sum(chunk => chunk.UncompressedBytes));
        thrift.Field(3, (long)group.Rows);
        thrift.Field(5, group.Chunks[0].Start);
        thrift.Field(6, group.Chunks.Sum(chunk => chunk.CompressedBytes));
        thrift.End();
    }

    private static void WriteChunk(ThriftWriter thrift, Column column, ColumnChunk chunk)
    {
        thrift.BeginStruct();
        // Once the place of a copy of the metadata; there is none.
        thrift.Field(2, 0L);
        thrift.BeginStruct(3);
        thrift.Field(1, (int)column.Type.Physical);
        thrift.BeginList(2, ThriftWriter.Int32Items, BitOperations.PopCount((uint)chunk.Encodings));
        for (int encoding = 0; encoding < 32; encoding++)
        {
            if ((chunk.Encodings & (1 << encoding)) != 0)
                thrift.Item(encoding);
        }

        thrift.BeginList(3, ThriftWriter.BinaryItems, 1);
        thrift.Item(column.Name);
        thrift.Field(4, Zstd);
        thrift.Field(5, (long)chunk.Values);
        thrift.Field(6, chunk.UncompressedBytes);
        thrift.Field(7, chunk.CompressedBytes);
        thrift.Field(9, chunk.DataOffset ?? 0);
        if (chunk.DictionaryOffset is { } dictionary)
            thrift.Field(11, dictionary);
        WriteStatistics(thrift, column.Type.Physical, chunk);
        thrift.End();
        thrift.End();
    }

    private static void WriteStatistics(ThriftWriter thrift, PhysicalType type, ColumnChunk chunk)
    {
        thrift.BeginStruct(12);
        thrift.Field(3, (long)chunk.Nulls);
        if (chunk.Range is (long smallest, long largest))
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            int size = type == PhysicalType.Int32 ? sizeof(int) : sizeof(long);
            BinaryPrimitives.WriteInt64LittleEndian(bytes, largest);
            thrift.Field(5, bytes[..size]);
            BinaryPrimitives.WriteInt64LittleEndian(bytes, smallest);
            thrift.Field(6, bytes[..size]);
        }

        thrift.End();
    }
}
