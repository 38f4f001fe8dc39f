using System.Buffers.Binary;
using System.IO.Compression;
using LogAnalytics.Inputs.Archives;
using LogAnalytics.Inputs.Folders;
using LogAnalytics.Inputs.Unpacking;

namespace LogAnalytics.Inputs;

/// <summary>Opens the bytes of a log: as they are, unpacked from gzip, or out of a zip archive.</summary>
public static class InputStream
{
    /// <summary>The newest file is still open for writing on a live server: others may write, rename and delete it meanwhile.</summary>
    /// <exception cref="UnreadableException">It cannot be opened; with the remedy.</exception>
    /// <exception cref="InvalidDataException">The archive no longer holds it; reading may throw it too, see <see cref="InputLimits"/>.</exception>
    public static Stream Open(InputFile file)
    {
        FileStream disk = OpenDisk(file.DiskPath);
        try
        {
            if (file.Member is not null)
                return new CheckedStream(OpenMember(disk, file.Member, file.Limits), file.DiskPath);
            return new CheckedStream(
                LogExtensions.IsGzip(file.DiskPath) ? Gunzip(new SectionStream(disk, long.MaxValue), file.Limits)
                : file.MostBytes is { } most ? new SectionStream(disk, most)
                : disk,
                file.DiskPath);
        }
        catch
        {
            disk.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Asked when the last byte was read: what came may be half of one state and half of another. For the newest log, which grows, that
    /// is as it should be.
    /// </summary>
    /// <returns>The reason and the remedy; null if it is as it was listed, or gone, which takes nothing from what was read.</returns>
    public static string? WhyChanged(InputFile file)
    {
        FileInfo now;
        try
        {
            now = DiskFile.Resolve(file.DiskPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        // What is behind the part that was planned may change.
        bool isSame = file.MostBytes is { } most
            ? now.Exists && now.Length >= most
            : now.LastWriteTimeUtc == file.ModifiedUtc && (file.Member is not null || now.Length == file.DiskBytes);
        return isSame || !now.Exists ? null : "it changed while the logs were read. Run again.";
    }

    /// <exception cref="UnreadableException">With the remedy.</exception>
    internal static FileStream OpenDisk(string path)
    {
        // Opening a pipe would wait for a writer, and a device never ends; it may have taken the file's place since it was listed.
        if (DiskFile.WhySpecial(path) is { } why)
            throw new UnreadableException(why);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableException(ReadFailure.Reason(e, path), e);
        }
    }

    private static Stream OpenMember(FileStream disk, ZipMember member, InputLimits limits)
    {
        disk.Position = ContentOffset(disk, member);
        SectionStream packed = new(disk, member.PackedBytes);
        Stream content = new ZipMemberStream(
            new LimitedStream(member.Method == ZipMember.Deflate ? new DeflateStream(packed, CompressionMode.Decompress) : packed, packed, limits), member);
        // Both layers of a .gz in an archive are counted: one could be made to yield much, and the other nothing of it.
        return LogExtensions.IsGzip(member.Name) ? Gunzip(content, packed, limits) : content;
    }

    // The member's own header repeats its name, and ends in fields of a length that only it says.
    private static long ContentOffset(FileStream disk, ZipMember member)
    {
        Span<byte> header = stackalloc byte[ZipDirectory.LocalHeaderBytes];
        disk.Position = member.HeaderOffset;
        byte[] name = new byte[member.RawName.Length];
        bool isThere = disk.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(header) == ZipDirectory.LocalHeaderSignature
            && BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) == name.Length
            && disk.ReadAtLeast(name, name.Length, throwOnEndOfStream: false) == name.Length
            && name.AsSpan().SequenceEqual(member.RawName);
        return isThere
            ? member.HeaderOffset + header.Length + name.Length + BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
            : throw new InvalidDataException("it is not where the archive says, or no longer. Copy the archive again, and run again.");
    }

    private static LimitedStream Gunzip(SectionStream packed, InputLimits limits) => Gunzip(packed, packed, limits);

    private static LimitedStream Gunzip(Stream content, SectionStream packed, InputLimits limits) =>
        new(new GZipStream(content, CompressionMode.Decompress), packed, limits);
}
