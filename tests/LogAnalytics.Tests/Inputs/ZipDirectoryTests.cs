using System.IO.Compression;
using System.Text;
using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Archives;

namespace LogAnalytics.Tests.Inputs;

public sealed class ZipDirectoryTests : IDisposable
{
    private const string Log = "EX01/SEND2026031206-1.LOG";

    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_says_of_every_member_what_ZipArchive_says()
    {
        MemoryStream bytes = new();
        using (ZipArchive archive = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.Comment = "collected on 2026-03-12";
            foreach ((string name, CompressionLevel level, int length) in new[] { ("a/x.log", CompressionLevel.Optimal, 70_000), ("Žürich.log", CompressionLevel.NoCompression, 900), ("empty.log", CompressionLevel.Fastest, 0) })
            {
                using Stream entry = archive.CreateEntry(name, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length)))[..length]);
            }
        }

        using ZipArchive oracle = new(bytes, ZipArchiveMode.Read, leaveOpen: true);
        (string, long, long, uint)[] expected = [.. oracle.Entries.Select(entry => (entry.FullName, entry.Length, entry.CompressedLength, entry.Crc32))];
        Assert.Equal(expected, ZipDirectory.Read(bytes, InputLimits.Default).Select(member => (member.Name, member.Bytes, member.PackedBytes, member.Crc32)));
        // With a 0 method where nothing is packed, and places that do not lie over each other.
        Assert.All(ZipDirectory.Read(bytes, InputLimits.Default), member => Assert.True(member.WhyUnreadable() is null && member.LeastEnd <= bytes.Length));
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(true, null)]
    [InlineData(true, "a comment")]
    [InlineData(false, "PK\u0005\u0006 in a comment is no end of the directory")]
    public void Read_archives_of_32_and_64_bits(bool isZip64, string? comment)
    {
        RawZip zip = new() { IsZip64 = isZip64, Comment = comment };
        Assert.Equal([(Log, 3L), ("b.log", 0L)], Read(zip.Add(Log, "abc").Add("b.log", "")).Select(member => (member.Name, member.Bytes)));
        Assert.Equal("abc", List(zip, file => file.Path.EndsWith("1.LOG", StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_more_members_than_the_limit_is_refused_before_they_are_read()
    {
        RawZip zip = new RawZip().Add("a.log", "").Add("b.log", "").Add("c.log", "");
        InputLimits limits = new() { MaxMembers = 2 };
        Assert.Contains("--max-members", Assert.Throws<InvalidDataException>(() => Read(zip, limits)).Message, StringComparison.Ordinal);
        Assert.Equal(3, Read(zip, new InputLimits { MaxMembers = 3 }).Count);
        // Who says fewer does not get more in.
        zip.DeclaredCount = 2;
        Assert.Contains("more members than it says", Assert.Throws<InvalidDataException>(() => Read(zip, limits)).Message, StringComparison.Ordinal);
        zip.DeclaredCount = 4;
        Assert.Throws<InvalidDataException>(() => Read(zip));
        zip.IsZip64 = true;
        zip.DeclaredCount = int.MaxValue;
        Assert.Contains("2147483647 members", Assert.Throws<InvalidDataException>(() => Read(zip)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_members_that_lie_over_each_other_are_refused()
    {
        RawZip same = new RawZip().Add("a.log", "abc");
        same.AddEntry(same[0] with { Name = "b.log"u8.ToArray() });
        Assert.Contains("lie over each other", Assert.Throws<InvalidDataException>(() => Read(same)).Message, StringComparison.Ordinal);
        // The first quotes the second: its packed bytes reach over it.
        RawZip quoted = new RawZip().Add("a.log", "abc", entry => entry with { Packed = entry.Packed + 1 }).Add("b.log", "abc");
        Assert.Contains("lie over each other", Assert.Throws<InvalidDataException>(() => Read(quoted)).Message, StringComparison.Ordinal);
        RawZip directory = new RawZip().Add("a.log", "abc", entry => entry with { Packed = entry.Packed + 1 });
        Assert.Contains("into its directory", Assert.Throws<InvalidDataException>(() => Read(directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_archive_that_would_unpack_to_far_more_than_its_size_is_refused()
    {
        const long each = 8L << 20;
        RawZip zip = new();
        for (int i = 0; i < 8; i++)
            zip.Add($"{i}.log", "x", entry => entry with { Bytes = each });
        Assert.Contains("--max-ratio", Assert.Throws<InvalidDataException>(() => Read(zip)).Message, StringComparison.Ordinal);
        Assert.Equal(8, Read(zip, new InputLimits { MaxRatio = int.MaxValue }).Count);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(1L << 40)]
    public void Read_places_outside_the_archive_are_refused(long value)
    {
        Assert.Throws<InvalidDataException>(() => Read(new RawZip { IsZip64 = true }.Add("a.log", "abc", entry => entry with { Offset = value })));
        Assert.Throws<InvalidDataException>(() => Read(new RawZip { IsZip64 = true }.Add("a.log", "abc", entry => entry with { Packed = value })));
    }

    [Fact]
    public void WhyUnreadable_names_the_method_or_the_encryption()
    {
        RawZip zip = new RawZip()
            .Add("EX01/a.log", "abc", entry => entry with { Flags = 1 })
            .Add("EX01/b.log", "abc", entry => entry with { Method = 9 })
            .Add("EX01/c.log", "abc", entry => entry with { Method = 77 })
            .Add(Log, "abc");
        InputListing listing = Listing(zip);
        Assert.Single(listing.Files);
        Assert.Equal(
            [("a.log", "encrypted"), ("b.log", "Deflate64"), ("c.log", "method 77")],
            listing.Unreadable.Zip(["encrypted", "Deflate64", "method 77"], (problem, word) => (problem.Key[^5..], problem.Value.Contains(word, StringComparison.Ordinal) ? word : problem.Value)));
    }

    [Fact]
    public void Open_member_that_is_not_what_its_archive_says_is_named()
    {
        Assert.Contains("checksum", Failure(new RawZip().Add(Log, "abc", entry => entry with { Crc = entry.Crc + 1 })), StringComparison.Ordinal);
        Assert.Contains("longer", Failure(new RawZip().Add(Log, "abc", entry => entry with { Bytes = 2 })), StringComparison.Ordinal);
        Assert.Contains("shorter", Failure(new RawZip().Add(Log, "abc", entry => entry with { Bytes = 4 })), StringComparison.Ordinal);
        Assert.Contains("not where the archive says", Failure(new RawZip().Add(Log, "abc", entry => entry with { Name = "EX01/SEND2026031206-2.LOG"u8.ToArray() })), StringComparison.Ordinal);
    }

    // Whatever the bytes: an archive is read, or refused with a reason; no other exception, no hang.
    [Fact]
    public void Read_of_a_damaged_archive_ends_in_a_reason()
    {
        const int seed = 20260312;
        Random random = new(seed);
        RawZip zip = new RawZip { IsZip64 = true }.Add(Log, new string('x', 500)).Add("EX02/b.log", "abc").Add("EX02/c.log", "");
        byte[] whole = zip.ToArray();
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] bytes = [.. whole];
            for (int i = random.Next(1, 5); i > 0; i--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            MemoryStream archive = new(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]);
            try
            {
                ZipDirectory.Read(archive, InputLimits.Default);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 3000);
    }

    private static IReadOnlyList<ZipMember> Read(RawZip zip, InputLimits? limits = null) => ZipDirectory.Read(new MemoryStream(zip.ToArray()), limits ?? InputLimits.Default);

    private InputListing Listing(RawZip zip)
    {
        _folder.Write("logs.zip", zip.ToArray());
        return _folder.List("");
    }

    private string List(RawZip zip, Func<InputFile, bool> which) => InputFolder.ReadAll(Listing(zip).Files.First(which));

    private string Failure(RawZip zip) => Assert.Throws<InvalidDataException>(() => List(zip, _ => true)).Message;
}
