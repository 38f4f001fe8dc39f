using System.Buffers.Binary;

namespace LogAnalytics.Evidence.Archives;

/// <summary>The headers of a zip archive without compression, each field with the one value that we write.</summary>
internal static class ZipHeaders
{
    public const int LocalBytes = 30, EndBytes = 22;

    private const uint LocalSignature = 0x04034b50, CentralSignature = 0x02014b50, EndSignature = 0x06054b50;
    private const int CentralBytes = 46;
    private const ushort Version = 20, NamesAreUtf8 = 0x0800, FirstDay = 0x0021; // 1980-01-01, the first that the format knows

    /// <summary>Stands before a content.</summary>
    public static byte[] Local(byte[] name, uint checksum, uint size)
    {
        byte[] header = new byte[LocalBytes + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalSignature);
        WriteCommon(header.AsSpan(4), checksum, size, name.Length);
        name.CopyTo(header, LocalBytes);
        return header;
    }

    /// <summary>Length of the name and size of the content; null where it is no such header.</summary>
    public static (int NameBytes, uint Size)? ReadLocal(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header) == LocalSignature
        ? (BinaryPrimitives.ReadUInt16LittleEndian(header[26..]), BinaryPrimitives.ReadUInt32LittleEndian(header[22..]))
        : null;

    /// <summary>Stands in the directory.</summary>
    public static byte[] Central(byte[] name, uint checksum, uint size, uint offset)
    {
        byte[] header = new byte[CentralBytes + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
        WriteCommon(header.AsSpan(6), checksum, size, name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), offset);
        name.CopyTo(header, CentralBytes);
        return header;
    }

    /// <summary>Stands behind the directory.</summary>
    public static byte[] End(int files, uint directoryBytes, uint directoryAt)
    {
        byte[] end = new byte[EndBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)files);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)files);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), directoryBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), directoryAt);
        return end;
    }

    // Version needed to the length of the name: the same fields in both headers. Method (0: stored) and time stay zero.
    private static void WriteCommon(Span<byte> fields, uint checksum, uint size, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], NamesAreUtf8);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], FirstDay);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[14..], size);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[18..], size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)nameLength);
    }
}
