namespace LogAnalytics.Inputs.Archives;

/// <summary>The checksum of zip archives, fed piece by piece; .NET has it in a package of its own only.</summary>
public sealed class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Lanes = 8;

    private static readonly uint[][] _tables = MakeTables();

    private uint _state = uint.MaxValue;

    public uint Value => ~_state;

    // Eight bytes at a time ("slicing by 8"): byte by byte it would cost as much as unpacking.
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint state = _state;
        while (bytes.Length >= Lanes)
        {
            uint low = state ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            state = _tables[7][(byte)low] ^ _tables[6][(byte)(low >> 8)] ^ _tables[5][(byte)(low >> 16)] ^ _tables[4][low >> 24]
                ^ _tables[3][(byte)high] ^ _tables[2][(byte)(high >> 8)] ^ _tables[1][(byte)(high >> 16)] ^ _tables[0][high >> 24];
            bytes = bytes[Lanes..];
        }

        foreach (byte value in bytes)
            state = _tables[0][(byte)(state ^ value)] ^ (state >> 8);
        _state = state;
    }

    private static uint[][] MakeTables()
    {
        uint[][] tables = [.. Enumerable.Range(0, Lanes).Select(_ => new uint[256])];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 1) != 0 ? Polynomial ^ (value >> 1) : value >> 1;
            tables[0][i] = value;
        }

        for (int lane = 1; lane < Lanes; lane++)
        {
            for (int i = 0; i < 256; i++)
                tables[lane][i] = tables[0][(byte)tables[lane - 1][i]] ^ (tables[lane - 1][i] >> 8);
        }

        return tables;
    }
}
