using System.Buffers.Binary;
using System.Text;
using LogAnalytics.Inputs.Archives;

namespace LogAnalytics.Evidence.Archives;

/// <summary>
/// Zip archives without compression, one way to write each: fixed order, times and attributes, no optional field. So the same files give
/// the same bytes in every version, and every byte of an archive is either a file's or can be told from the files.
/// </summary>
public static class StoredZip
{
    /// <summary>Sizes and offsets have 32 bits.</summary>
    public const long MostBytes = int.MaxValue;

    private const uint LocalSignature = 0x04034b50, CentralSignature = 0x02014b50, EndSignature = 0x06054b50;
    private const int LocalBytes = 30, CentralBytes = 46, EndBytes = 22;
    private const ushort Version = 20, NamesAreUtf8 = 0x0800, FirstDay = 0x0021; // 1980-01-01, the first that the format knows

    /// <summary>In the order of their names.</summary>
    /// <exception cref="InvalidDataException">More than the format holds.</exception>
    public static byte[] Write(IEnumerable<StoredFile> files)
    {
        StoredFile[] sorted = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
        long size = sorted.Sum(file => LocalBytes + CentralBytes + (2L * Encoding.UTF8.GetByteCount(file.Name)) + file.Content.Length) + EndBytes;
        if (size > MostBytes || sorted.Length > ushort.MaxValue)
            throw new InvalidDataException($"A bundle of {sorted.Length} files and {size} bytes is more than a zip archive of this kind holds.");
        using MemoryStream archive = new((int)size);
        using MemoryStream directory = new();
        foreach (StoredFile file in sorted)
        {
            byte[] name = Encoding.UTF8.GetBytes(file.Name);
            Crc32 checksum = new();
            checksum.Append(file.Content);
            uint offset = (uint)archive.Position;
            archive.Write(Local(name, checksum.Value, file.Content.Length));
            archive.Write(file.Content);
            directory.Write(Central(name, checksum.Value, file.Content.Length, offset));
        }

        uint start = (uint)archive.Position;
        directory.WriteTo(archive);
        archive.Write(End(sorted.Length, (uint)directory.Length, start));
        return archive.ToArray();
    }

    /// <summary>The files of an archive that <see cref="Write"/> made, up to where it stops being one.</summary>
    /// <param name="brokenAt">First byte that cannot be read as such an archive; null where all can.</param>
    public static IReadOnlyList<StoredFile> Read(ReadOnlySpan<byte> archive, out long? brokenAt)
    {
        List<StoredFile> files = [];
        int at = 0;
        while (archive.Length - at >= LocalBytes && BinaryPrimitives.ReadUInt32LittleEndian(archive[at..]) == LocalSignature)
        {
            uint size = BinaryPrimitives.ReadUInt32LittleEndian(archive[(at + 22)..]);
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(archive[(at + 26)..]);
            if (archive.Length - at - LocalBytes - nameLength < size)
                break;
            ReadOnlySpan<byte> name = archive.Slice(at + LocalBytes, nameLength);
            files.Add(new StoredFile(Encoding.UTF8.GetString(name), archive.Slice(at + LocalBytes + nameLength, (int)size).ToArray()));
            at += LocalBytes + nameLength + (int)size;
        }

        byte[] again = Write(files);
        int same = archive.CommonPrefixLength(again);
        brokenAt = same == archive.Length && same == again.Length ? null : same;
        return files;
    }

    private static byte[] Local(byte[] name, uint checksum, int size)
    {
        byte[] header = new byte[LocalBytes + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, LocalSignature);
        WriteCommon(header.AsSpan(4), checksum, size, name.Length);
        name.CopyTo(header, LocalBytes);
        return header;
    }

    private static byte[] Central(byte[] name, uint checksum, int size, uint offset)
    {
        byte[] header = new byte[CentralBytes + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
        WriteCommon(header.AsSpan(6), checksum, size, name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), offset);
        name.CopyTo(header, CentralBytes);
        return header;
    }

    // Version needed to the length of the name: the same fields in both headers. Method (0: stored) and time stay zero.
    private static void WriteCommon(Span<byte> fields, uint checksum, int size, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(fields, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[2..], NamesAreUtf8);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[8..], FirstDay);
        BinaryPrimitives.WriteUInt32LittleEndian(fields[10..], checksum);
        BinaryPrimitives.WriteInt32LittleEndian(fields[14..], size);
        BinaryPrimitives.WriteInt32LittleEndian(fields[18..], size);
        BinaryPrimitives.WriteUInt16LittleEndian(fields[22..], (ushort)nameLength);
    }

    private static byte[] End(int files, uint directoryBytes, uint directoryAt)
    {
        byte[] end = new byte[EndBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(end, EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)files);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)files);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), directoryBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), directoryAt);
        return end;
    }
}
