using System.Security.Cryptography;
using System.Text;
using LogAnalytics.Inputs.Archives;

namespace LogAnalytics.Evidence.Archives;

/// <summary>
/// Zip archives without compression, one way to write each: fixed order, times and attributes, no optional field. So the same files give
/// the same bytes in every version, and every byte of an archive is either a file's or can be told from the files. Contents are passed
/// through in blocks, however large they are.
/// </summary>
public static class StoredZip
{
    /// <summary>Sizes and offsets have 32 bits, counts of files have 16.</summary>
    public const long MostBytes = uint.MaxValue;

    public const int MostFiles = ushort.MaxValue;

    // Of ours none is near it; whoever forges an archive cannot fill memory with names.
    private const int MostNameBytes = 1024;

    private const int BlockBytes = 1 << 18;

    /// <summary>In the order of their names.</summary>
    /// <param name="archive">Can seek; written from where it stands.</param>
    /// <exception cref="InvalidDataException">More than the format holds.</exception>
    public static void Write(Stream archive, IEnumerable<StoredFile> files, CancellationToken cancellation = default)
    {
        StoredFile[] sorted = [.. files.OrderBy(file => file.Name, StringComparer.Ordinal)];
        if (sorted.Length > MostFiles)
            throw TooMuch($"{sorted.Length} files");
        byte[] block = new byte[BlockBytes];
        using MemoryStream directory = new();
        foreach (StoredFile file in sorted)
        {
            byte[] name = Encoding.UTF8.GetBytes(file.Name);
            if (name.Length > MostNameBytes)
                throw TooMuch($"names of {name.Length} bytes");
            long start = archive.Position;
            // Size and checksum are known when the content has gone by.
            archive.Write(ZipHeaders.Local(name, checksum: 0, size: 0));
            Crc32 checksum = new();
            long size = 0;
            using (Stream content = file.Open())
            {
                for (int read; (read = content.Read(block)) > 0; size += read)
                {
                    cancellation.ThrowIfCancellationRequested();
                    checksum.Append(block.AsSpan(0, read));
                    archive.Write(block.AsSpan(0, read));
                    if (archive.Position + directory.Length > MostBytes)
                        throw TooMuch($"more than {MostBytes} bytes");
                }
            }

            long end = archive.Position;
            archive.Position = start;
            archive.Write(ZipHeaders.Local(name, checksum.Value, (uint)size));
            archive.Position = end;
            directory.Write(ZipHeaders.Central(name, checksum.Value, (uint)size, (uint)start));
        }

        uint directoryAt = (uint)archive.Position;
        if (directoryAt + directory.Length + ZipHeaders.EndBytes > MostBytes)
            throw TooMuch($"more than {MostBytes} bytes");
        directory.WriteTo(archive);
        archive.Write(ZipHeaders.End(sorted.Length, (uint)directory.Length, directoryAt));
    }

    /// <summary>The files of an archive that <see cref="Write"/> made, up to where it stops being one.</summary>
    /// <param name="archive">Can seek; read from its begin.</param>
    /// <param name="brokenAt">First byte that cannot be read as such an archive; null where all can.</param>
    public static IReadOnlyList<StoredEntry> Read(Stream archive, out long? brokenAt)
    {
        List<StoredEntry> entries = [];
        byte[] block = new byte[BlockBytes];
        archive.Position = 0;
        while (entries.Count < MostFiles && ReadEntry(archive, block) is { } entry)
            entries.Add(entry);
        brokenAt = FirstDifference(archive, entries);
        return entries;
    }

    private static StoredEntry? ReadEntry(Stream archive, byte[] block)
    {
        byte[] header = new byte[ZipHeaders.LocalBytes];
        if (archive.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || ZipHeaders.ReadLocal(header) is not var (nameBytes, size)
            || nameBytes > MostNameBytes
            || archive.Length - archive.Position - nameBytes < size)
            return null;
        byte[] name = new byte[nameBytes];
        archive.ReadExactly(name);
        long start = archive.Position;
        Crc32 checksum = new();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long left = size; left > 0;)
        {
            int read = archive.Read(block.AsSpan(0, (int)Math.Min(block.Length, left)));
            if (read == 0)
                return null;
            checksum.Append(block.AsSpan(0, read));
            hash.AppendData(block.AsSpan(0, read));
            left -= read;
        }

        return new StoredEntry(Encoding.UTF8.GetString(name), start, size, checksum.Value, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // What Write makes of the entries, beside what is there. A content stands where its header says, so headers and directory tell all.
    private static long? FirstDifference(Stream archive, List<StoredEntry> entries)
    {
        using MemoryStream directory = new();
        long at = 0;
        foreach (StoredEntry entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            byte[] name = Encoding.UTF8.GetBytes(entry.Name);
            byte[] header = ZipHeaders.Local(name, entry.Checksum, entry.Size);
            if (Different(archive, at, header) is { } inHeader)
                return inHeader;
            directory.Write(ZipHeaders.Central(name, entry.Checksum, entry.Size, (uint)at));
            at += header.Length + entry.Size;
        }

        byte[] end = ZipHeaders.End(entries.Count, (uint)directory.Length, (uint)at);
        directory.Write(end);
        return Different(archive, at, directory.ToArray()) ?? (archive.Length > at + directory.Length ? at + directory.Length : null);
    }

    private static long? Different(Stream archive, long at, byte[] expected)
    {
        byte[] found = new byte[expected.Length];
        archive.Position = Math.Min(at, archive.Length);
        int count = archive.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        int same = found.AsSpan(0, count).CommonPrefixLength(expected);
        return same == expected.Length ? null : at + same;
    }

    private static InvalidDataException TooMuch(string what) => new($"A bundle of {what} is more than a zip archive of this kind holds.");
}
