using System.Buffers.Binary;
using System.Text;

namespace LogAnalytics.Inputs.Archives;

/// <summary>
/// Reads the directory at the end of a zip archive (APPNOTE 4.3). Instead of <c>ZipArchive</c>, which keeps as many entries as an
/// archive claims, reads them all again for each member that is opened, and says neither where a member lies nor how it is packed.
/// </summary>
public static class ZipDirectory
{
    public const int LocalHeaderBytes = 30;
    public const uint LocalHeaderSignature = 0x04034b50;

    private const uint EntrySignature = 0x02014b50;
    private const uint EndSignature = 0x06054b50;
    private const uint End64Signature = 0x06064b50;
    private const uint Locator64Signature = 0x07064b50;
    private const int EntryBytes = 46;
    private const int EndBytes = 22;
    private const int End64Bytes = 56;
    private const int Locator64Bytes = 20;
    private const int MostCommentBytes = ushort.MaxValue;
    private const ushort Zip64Field = 1;
    private const ushort IsEncryptedFlag = 1;

    /// <param name="archive">Can seek.</param>
    /// <exception cref="InvalidDataException">It is damaged, or over a limit; with the remedy.</exception>
    public static IReadOnlyList<ZipMember> Read(Stream archive, InputLimits limits)
    {
        (ulong count, long start) = FindStart(archive);
        if (count > (ulong)limits.MaxMembers)
            throw new InvalidDataException(limits.TooMany(count));
        archive.Position = start;
        // Not disposed: the caller's stream stays open.
        BufferedStream entries = new(archive, 1 << 16);
        List<ZipMember> members = [];
        try
        {
            for (ulong i = 0; i < count; i++)
                members.Add(ReadEntry(entries, archive.Length));
        }
        catch (EndOfStreamException)
        {
            throw Damaged("its directory is cut off");
        }

        Span<byte> next = stackalloc byte[4];
        if (entries.ReadAtLeast(next, 4, throwOnEndOfStream: false) == 4 && BinaryPrimitives.ReadUInt32LittleEndian(next) == EntrySignature)
            throw Damaged("its directory holds more members than it says");
        CheckOverlap(members, start);
        if (limits.WhyTooDense(archive.Length, members.Aggregate(0L, (sum, member) => AddCapped(sum, member.Bytes))) is { } why)
            throw new InvalidDataException(why);
        return members;
    }

    // Members that share bytes make a small archive unpack to anything.
    private static void CheckOverlap(List<ZipMember> members, long directoryStart)
    {
        long free = 0;
        foreach (ZipMember member in members.OrderBy(member => member.HeaderOffset))
        {
            if (member.HeaderOffset < free)
                throw new InvalidDataException("its members lie over each other, as in an archive that is made to do harm. Unpack it yourself if you trust it, and name the folder.");
            free = member.LeastEnd;
        }

        if (free > directoryStart)
            throw Damaged("its members reach into its directory");
    }

    private static ZipMember ReadEntry(Stream entries, long archiveLength)
    {
        Span<byte> fixedPart = stackalloc byte[EntryBytes];
        entries.ReadExactly(fixedPart);
        if (BinaryPrimitives.ReadUInt32LittleEndian(fixedPart) != EntrySignature)
            throw Damaged("its directory is damaged");
        byte[] name = new byte[UInt16(fixedPart, 28)];
        byte[] extra = new byte[UInt16(fixedPart, 30)];
        entries.ReadExactly(name);
        entries.ReadExactly(extra);
        entries.ReadExactly(new byte[UInt16(fixedPart, 32)]);
        ulong bytes = UInt32(fixedPart, 24);
        ulong packed = UInt32(fixedPart, 20);
        ulong offset = UInt32(fixedPart, 42);
        ReadZip64(extra, ref bytes, ref packed, ref offset);
        ulong length = (ulong)archiveLength;
        if (offset > length || packed > length - offset || bytes > long.MaxValue)
            throw Damaged("its directory points outside the archive");
        return new ZipMember(
            Encoding.UTF8.GetString(name.AsSpan(0, Math.Min(name.Length, MemberName.MostBytes + 1))), name, (UInt16(fixedPart, 8) & IsEncryptedFlag) != 0, UInt16(fixedPart, 10), UInt32(fixedPart, 16),
            (long)packed, (long)bytes, (long)offset);
    }

    // In this order, each only where the 32-bit field is full.
    private static void ReadZip64(ReadOnlySpan<byte> extra, ref ulong bytes, ref ulong packed, ref ulong offset)
    {
        while (extra.Length >= 4)
        {
            int size = Math.Min(UInt16(extra, 2), extra.Length - 4);
            ReadOnlySpan<byte> field = extra.Slice(4, size);
            if (UInt16(extra, 0) == Zip64Field)
            {
                Take(ref field, ref bytes);
                Take(ref field, ref packed);
                Take(ref field, ref offset);
                return;
            }

            extra = extra[(4 + size)..];
        }
    }

    private static void Take(ref ReadOnlySpan<byte> field, ref ulong value)
    {
        if (value != uint.MaxValue || field.Length < 8)
            return;
        value = BinaryPrimitives.ReadUInt64LittleEndian(field);
        field = field[8..];
    }

    private static (ulong Count, long Start) FindStart(Stream archive)
    {
        byte[] tail = new byte[(int)Math.Min(archive.Length, EndBytes + MostCommentBytes + Locator64Bytes)];
        archive.Position = archive.Length - tail.Length;
        archive.ReadExactly(tail);
        for (int at = tail.Length - EndBytes; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at);
            if (UInt32(end, 0) != EndSignature || UInt16(end, 20) > end.Length - EndBytes)
                continue;
            if (UInt16(end, 4) is not (0 or ushort.MaxValue))
                throw new InvalidDataException("it is one part of several. Unpack them together and name the folder.");
            (ulong count, ulong start) = (UInt16(end, 10), UInt32(end, 16));
            if (at >= Locator64Bytes && UInt32(tail.AsSpan(at - Locator64Bytes), 0) == Locator64Signature)
                (count, start) = ReadEnd64(archive, UInt64(tail.AsSpan(at - Locator64Bytes), 8));
            return start <= (ulong)archive.Length ? (count, (long)start) : throw Damaged("its directory lies outside the archive");
        }

        throw Damaged("it is no zip archive, or its end is missing");
    }

    private static (ulong Count, ulong Start) ReadEnd64(Stream archive, ulong offset)
    {
        if (offset > (ulong)Math.Max(archive.Length - End64Bytes, 0))
            throw Damaged("its directory lies outside the archive");
        archive.Position = (long)offset;
        Span<byte> end = stackalloc byte[End64Bytes];
        if (archive.ReadAtLeast(end, End64Bytes, throwOnEndOfStream: false) < End64Bytes || UInt32(end, 0) != End64Signature)
            throw Damaged("its directory is damaged");
        return (UInt64(end, 32), UInt64(end, 48));
    }

    private static InvalidDataException Damaged(string what) => new(what + ". Copy the file again.");

    private static long AddCapped(long a, long b) => a > long.MaxValue - b ? long.MaxValue : a + b;

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong UInt64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
