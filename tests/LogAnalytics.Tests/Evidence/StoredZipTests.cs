using System.IO.Compression;
using CsCheck;
using LogAnalytics.Evidence.Archives;

namespace LogAnalytics.Tests.Evidence;

/// <summary>Archives against the system's own reader, and against every change of a byte.</summary>
public class StoredZipTests
{
    private static readonly Gen<StoredFile[]> _files =
        Gen.Select(Gen.String[Gen.Char["abz/-. ä\u0001"], 1, 12], Gen.Byte.Array[0, 200], (name, content) => new StoredFile(name, content))
            .Array[0, 6].Select(files => files.DistinctBy(file => file.Name).ToArray());

    [Fact]
    public void System_reader_finds_the_same_files() => _files.Sample(files =>
    {
        using ZipArchive archive = new(new MemoryStream(StoredZip.Write(files)));
        return archive.Entries.Select(Read).SequenceEqual(files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, Convert.ToHexString(file.Content))));
    });

    [Fact]
    public void Read_gives_what_was_written() => _files.Sample(files =>
    {
        IReadOnlyList<StoredFile> read = StoredZip.Read(StoredZip.Write(files), out long? brokenAt);
        return brokenAt is null && Same(read, files);
    });

    [Fact]
    public void Order_of_the_files_does_not_matter() =>
        _files.Sample(files => StoredZip.Write(files).AsSpan().SequenceEqual(StoredZip.Write(files.Reverse())));

    [Fact]
    public void Every_changed_byte_shows() => Gen.Select(_files, Gen.Int[0, 1_000_000], Gen.Int[0, 7]).Sample((files, at, bit) =>
    {
        byte[] archive = StoredZip.Write(files);
        archive[at % archive.Length] ^= (byte)(1 << bit);
        IReadOnlyList<StoredFile> read = StoredZip.Read(archive, out long? brokenAt);
        return brokenAt is not null || !Same(read, files);
    });

    [Fact]
    public void Anything_at_all_can_be_read_without_a_fault() => Gen.Select(_files, Gen.Byte.Array[0, 60], Gen.Int[0, 1_000_000]).Sample((files, noise, at) =>
    {
        byte[] archive = StoredZip.Write(files);
        int place = at % (archive.Length + 1);
        byte[] damaged = [.. archive[..place], .. noise, .. archive[Math.Min(archive.Length, place + (noise.Length / 2))..]];
        IReadOnlyList<StoredFile> read = StoredZip.Read(damaged, out long? brokenAt);
        return brokenAt is not null || StoredZip.Write(read).AsSpan().SequenceEqual(damaged);
    });

    [Fact]
    public void Archives_of_other_programs_are_told_from_ours()
    {
        using MemoryStream other = new();
        using (ZipArchive archive = new(other, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("findings.json", CompressionLevel.NoCompression).Open();
            entry.Write("{}"u8);
        }

        StoredZip.Read(other.ToArray(), out long? brokenAt);

        Assert.NotNull(brokenAt);
    }

    private static (string, string) Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return (entry.FullName, Convert.ToHexString(content.ToArray()));
    }

    private static bool Same(IEnumerable<StoredFile> a, IEnumerable<StoredFile> b) =>
        a.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, Convert.ToHexString(file.Content)))
            .SequenceEqual(b.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, Convert.ToHexString(file.Content))));
}
