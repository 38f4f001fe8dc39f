using System.Text;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Thrift's compact protocol, as far as page headers and a footer need it.</summary>
internal sealed class ThriftWriter(ByteBuffer target)
{
    private const byte True = 1;
    private const byte False = 2;
    private const byte Int16 = 4;
    private const byte Int32 = 5;
    private const byte Int64 = 6;
    private const byte Binary = 8;
    private const byte List = 9;
    private const byte Struct = 12;

    // Field numbers are written as steps from the one before in the same struct.
    private readonly Stack<int> _outer = new();
    private int _field;

    public static byte Int32Items => Int32;

    public static byte BinaryItems => Binary;

    public static byte StructItems => Struct;

    public void Field(int id, bool value) => Header(id, value ? True : False);

    public void Field(int id, short value)
    {
        Header(id, Int16);
        target.WriteZigZag(value);
    }

    public void Field(int id, int value)
    {
        Header(id, Int32);
        target.WriteZigZag(value);
    }

    public void Field(int id, long value)
    {
        Header(id, Int64);
        target.WriteZigZag(value);
    }

    public void Field(int id, ReadOnlySpan<byte> value)
    {
        Header(id, Binary);
        Item(value);
    }

    public void Field(int id, string value)
    {
        Header(id, Binary);
        Item(value);
    }

    /// <summary>A struct as a field; its fields follow, then <see cref="End"/>.</summary>
    public void BeginStruct(int id)
    {
        Header(id, Struct);
        BeginStruct();
    }

    /// <summary>A struct as an item of a list, or as the whole message.</summary>
    public void BeginStruct()
    {
        _outer.Push(_field);
        _field = 0;
    }

    public void End()
    {
        target.WriteByte(0);
        _field = _outer.Pop();
    }

    public void EmptyStruct(int id)
    {
        BeginStruct(id);
        End();
    }

    /// <summary>A list as a field; its items follow.</summary>
    public void BeginList(int id, byte itemType, int count)
    {
        Header(id, List);
        if (count < 15)
        {
            target.WriteByte((byte)((count << 4) | itemType));
            return;
        }

        target.WriteByte((byte)(0xF0 | itemType));
        target.WriteVarint((ulong)count);
    }

    public void Item(int value) => target.WriteZigZag(value);

    public void Item(string value)
    {
        target.WriteVarint((ulong)Encoding.UTF8.GetByteCount(value));
        target.Advance(Encoding.UTF8.GetBytes(value, target.Reserve(Encoding.UTF8.GetMaxByteCount(value.Length))));
    }

    private void Item(ReadOnlySpan<byte> value)
    {
        target.WriteVarint((ulong)value.Length);
        target.Write(value);
    }

    private void Header(int id, byte type)
    {
        int step = id - _field;
        _field = id;
        if (step is > 0 and <= 15)
        {
            target.WriteByte((byte)((step << 4) | type));
            return;
        }

        target.WriteByte(type);
        target.WriteZigZag(id);
    }
}
