using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LogAnalytics.Tests.Inputs;

/// <summary>Writes zip archives byte by byte, honest or not; what is not said is as an honest archive has it.</summary>
internal sealed class RawZip
{
    private readonly MemoryStream _bytes = new();
    private readonly List<Entry> _entries = [];

    /// <summary>What the directory says, unless it is to lie.</summary>
    public sealed record Entry(byte[] Name, int Method, uint Crc, long Packed, long Bytes, long Offset)
    {
        public int Flags { get; init; }
    }

    /// <summary>Null tells the truth.</summary>
    public int? DeclaredCount { get; set; }

    public string? Comment { get; set; }

    /// <summary>Number and place of the directory in 64 bits, and so the sizes of its entries.</summary>
    public bool IsZip64 { get; set; }

    public RawZip Add(string name, string text, Func<Entry, Entry>? declare = null) => Add(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(text), declare);

    public RawZip Add(byte[] name, byte[] content, Func<Entry, Entry>? declare = null) => AddPacked(name, Deflate(content), content, declare);

    public RawZip AddPacked(byte[] name, byte[] packed, byte[] content, Func<Entry, Entry>? declare = null)
    {
        Entry entry = new(name, 8, Crc(content), packed.Length, content.Length, _bytes.Length);
        byte[] header = new byte[30];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), 8);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(26), (ushort)name.Length);
        _bytes.Write(header);
        _bytes.Write(name);
        _bytes.Write(packed);
        return AddEntry(declare is null ? entry : declare(entry));
    }

    /// <summary>A line of the directory without content of its own.</summary>
    public RawZip AddEntry(Entry entry)
    {
        _entries.Add(entry);
        return this;
    }

    public Entry this[int index] => _entries[index];

    public byte[] ToArray()
    {
        MemoryStream archive = new();
        archive.Write(_bytes.ToArray());
        long start = archive.Length;
        foreach (Entry entry in _entries)
            Write(archive, entry);
        long size = archive.Length - start;
        if (IsZip64)
            WriteEnd64(archive, start, size);
        byte[] end = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), IsZip64 ? ushort.MaxValue : (ushort)(DeclaredCount ?? _entries.Count));
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), IsZip64 ? ushort.MaxValue : (ushort)(DeclaredCount ?? _entries.Count));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), IsZip64 ? uint.MaxValue : (uint)size);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), IsZip64 ? uint.MaxValue : (uint)start);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(20), (ushort)(Comment?.Length ?? 0));
        archive.Write(end);
        archive.Write(Encoding.ASCII.GetBytes(Comment ?? ""));
        return archive.ToArray();
    }

    public static byte[] Deflate(byte[] content)
    {
        MemoryStream packed = new();
        using (DeflateStream deflate = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(content);
        return packed.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>The checksum bit by bit, as the specification has it.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }

    private void Write(MemoryStream archive, Entry entry)
    {
        byte[] extra = IsZip64 ? new byte[28] : [];
        byte[] header = new byte[46];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)entry.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(10), (ushort)entry.Method);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), IsZip64 ? uint.MaxValue : (uint)entry.Packed);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), IsZip64 ? uint.MaxValue : (uint)entry.Bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(28), (ushort)entry.Name.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(30), (ushort)extra.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), IsZip64 ? uint.MaxValue : (uint)entry.Offset);
        if (IsZip64)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(extra, 1);
            BinaryPrimitives.WriteUInt16LittleEndian(extra.AsSpan(2), 24);
            BinaryPrimitives.WriteInt64LittleEndian(extra.AsSpan(4), entry.Bytes);
            BinaryPrimitives.WriteInt64LittleEndian(extra.AsSpan(12), entry.Packed);
            BinaryPrimitives.WriteInt64LittleEndian(extra.AsSpan(20), entry.Offset);
        }

        archive.Write(header);
        archive.Write(entry.Name);
        archive.Write(extra);
    }

    private void WriteEnd64(MemoryStream archive, long start, long size)
    {
        long offset = archive.Length;
        byte[] end = new byte[56];
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0x06064b50);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(4), 44);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(24), DeclaredCount ?? _entries.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(32), DeclaredCount ?? _entries.Count);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(40), size);
        BinaryPrimitives.WriteInt64LittleEndian(end.AsSpan(48), start);
        archive.Write(end);
        byte[] locator = new byte[20];
        BinaryPrimitives.WriteUInt32LittleEndian(locator, 0x07064b50);
        BinaryPrimitives.WriteInt64LittleEndian(locator.AsSpan(8), offset);
        BinaryPrimitives.WriteUInt32LittleEndian(locator.AsSpan(16), 1);
        archive.Write(locator);
    }
}
