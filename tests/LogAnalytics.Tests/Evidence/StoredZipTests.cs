using System.IO.Compression;
using CsCheck;
using LogAnalytics.Evidence.Archives;

namespace LogAnalytics.Tests.Evidence;

/// <summary>Archives against the system's own reader, and against every change of a byte.</summary>
public class StoredZipTests
{
    private sealed record Content(string Name, byte[] Bytes);

    private static readonly Gen<Content[]> _files =
        Gen.Select(Gen.String[Gen.Char["abz/-. ä\u0001"], 1, 12], Gen.Byte.Array[0, 200], (name, content) => new Content(name, content))
            .Array[0, 6].Select(files => files.DistinctBy(file => file.Name).ToArray());

    [Fact]
    public void System_reader_finds_the_same_files() => _files.Sample(files =>
    {
        using ZipArchive archive = new(new MemoryStream(Write(files)));
        return archive.Entries.Select(Read).SequenceEqual(files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, Convert.ToHexString(file.Bytes))));
    });

    [Fact]
    public void Read_gives_what_was_written() => _files.Sample(files =>
    {
        IReadOnlyList<Content> read = Read(Write(files), out long? brokenAt);
        return brokenAt is null && Same(read, files);
    });

    [Fact]
    public void Order_of_the_files_does_not_matter() =>
        _files.Sample(files => Write(files).AsSpan().SequenceEqual(Write(files.Reverse())));

    [Fact]
    public void Every_changed_byte_shows() => Gen.Select(_files, Gen.Int[0, 1_000_000], Gen.Int[0, 7]).Sample((files, at, bit) =>
    {
        byte[] archive = Write(files);
        archive[at % archive.Length] ^= (byte)(1 << bit);
        IReadOnlyList<Content> read = Read(archive, out long? brokenAt);
        return brokenAt is not null || !Same(read, files);
    });

    [Fact]
    public void Anything_at_all_can_be_read_without_a_fault() => Gen.Select(_files, Gen.Byte.Array[0, 60], Gen.Int[0, 1_000_000]).Sample((files, noise, at) =>
    {
        byte[] archive = Write(files);
        int place = at % (archive.Length + 1);
        byte[] damaged = [.. archive[..place], .. noise, .. archive[Math.Min(archive.Length, place + (noise.Length / 2))..]];
        IReadOnlyList<Content> read = Read(damaged, out long? brokenAt);
        return brokenAt is not null || Write(read).AsSpan().SequenceEqual(damaged);
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

        Read(other.ToArray(), out long? brokenAt);

        Assert.NotNull(brokenAt);
    }

    [Fact]
    public void Contents_pass_through_in_blocks()
    {
        const int Megabytes = 64;
        string path = Path.GetTempFileName();
        try
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            using (FileStream archive = File.Create(path))
                StoredZip.Write(archive, [new StoredFile("large", () => new Zeros((long)Megabytes << 20))]);
            using (FileStream archive = File.OpenRead(path))
            {
                StoredEntry entry = Assert.Single(StoredZip.Read(archive, out long? brokenAt));
                Assert.Null(brokenAt);
                Assert.Equal((uint)Megabytes << 20, entry.Size);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 4 << 20);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void More_than_the_format_holds_is_refused()
    {
        Assert.Throws<InvalidDataException>(() => Write(Enumerable.Range(0, StoredZip.MostFiles + 1).Select(i => new Content($"{i}", []))));
        Assert.Throws<InvalidDataException>(() => Write([new Content(new string('n', 2_000), [])]));
    }

    private static byte[] Write(IEnumerable<Content> files)
    {
        using MemoryStream archive = new();
        StoredZip.Write(archive, files.Select(file => new StoredFile(file.Name, file.Bytes)));
        return archive.ToArray();
    }

    private static IReadOnlyList<Content> Read(byte[] archive, out long? brokenAt)
    {
        using MemoryStream stream = new(archive, writable: false);
        IReadOnlyList<StoredEntry> entries = StoredZip.Read(stream, out brokenAt);
        Content[] files = [.. entries.Select(entry => new Content(entry.Name, archive[(int)entry.At..(int)(entry.At + entry.Size)]))];
        Assert.Equal(files.Select(file => LogAnalytics.Evidence.Hashing.Sha256Text.Of(file.Bytes)), entries.Select(entry => entry.Sha256));
        return files;
    }

    private static (string, string) Read(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return (entry.FullName, Convert.ToHexString(content.ToArray()));
    }

    private static bool Same(IEnumerable<Content> a, IEnumerable<Content> b) =>
        a.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, Convert.ToHexString(file.Bytes)))
            .SequenceEqual(b.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => (file.Name, Convert.ToHexString(file.Bytes))));

    private sealed class Zeros(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, length - Position);
            Array.Clear(buffer, offset, read);
            Position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
