using System.IO.Compression;
using LogAnalytics.Inputs;

namespace LogAnalytics.Tests.Inputs;

public sealed class InputStreamTests : IDisposable
{
    private readonly InputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_gives_the_same_bytes_for_every_kind_of_file()
    {
        string text = string.Concat(Enumerable.Repeat("SMTP Send\r\n", 5_000));
        _folder.Write("EX01/SEND2026031206-1.LOG", text);
        Gzip("EX01/SEND2026031206-2.LOG.gz", text);
        _folder.Zip("EX01/logs.zip", ("SEND2026031206-3.LOG", text));
        using (ZipArchive archive = ZipFile.Open(_folder["EX01/logs.zip"], ZipArchiveMode.Update))
            archive.CreateEntryFromFile(_folder["EX01/SEND2026031206-2.LOG.gz"], "SEND2026031206-4.LOG.gz");
        IReadOnlyList<InputFile> files = _folder.List("").Files;
        Assert.Equal(4, files.Count);
        Assert.All(files, file => Assert.Equal(text, InputFolder.ReadAll(file)));
    }

    [Fact]
    public void Open_file_that_is_being_written_is_read()
    {
        _folder.Write("EX01/SEND2026031206-1.LOG");
        using FileStream writer = new(_folder["EX01/SEND2026031206-1.LOG"], FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        writer.Write("yz"u8);
        writer.Flush();
        Assert.Equal("xyz", InputFolder.ReadAll(_folder.List("").Files[0]));
    }

    [Fact]
    public void Open_truncated_gzip_says_so()
    {
        Gzip("EX01/SEND2026031206-1.LOG.gz", string.Concat(Enumerable.Range(0, 20_000)));
        byte[] bytes = File.ReadAllBytes(_folder["EX01/SEND2026031206-1.LOG.gz"]);
        File.WriteAllBytes(_folder["EX01/SEND2026031206-1.LOG.gz"], bytes[..(bytes.Length / 2)]);
        Assert.ThrowsAny<Exception>(() => InputFolder.ReadAll(_folder.List("").Files[0]));
    }

    [Fact]
    public void Open_member_gone_is_an_invalid_archive()
    {
        _folder.Zip("EX01/logs.zip", ("SEND2026031206-1.LOG", "x"));
        InputFile file = _folder.List("").Files[0];
        File.Delete(_folder["EX01/logs.zip"]);
        _folder.Zip("EX01/logs.zip", ("SEND2026031207-1.LOG", "x"));
        Assert.Throws<InvalidDataException>(() => InputFolder.ReadAll(file));
    }

    private void Gzip(string relative, string text)
    {
        _folder.Write(relative);
        using StreamWriter writer = new(new GZipStream(File.Create(_folder[relative]), CompressionLevel.Optimal));
        writer.Write(text);
    }
}
