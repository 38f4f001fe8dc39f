using System.IO.Compression;

namespace LogAnalytics.Samples.Writing;

internal enum Packing
{
    None,
    Gzip,
    Zip,
}

/// <summary>A finished file of a damaged tree, the Send rows a reader should get from it, and what is true about it.</summary>
internal sealed record SpoiledFile(byte[] Content, IReadOnlyList<byte[]> Events, TruthFile Truth)
{
    public Packing Packing { get; init; }

    public void WriteTo(string directory)
    {
        if (Packing == Packing.Zip)
        {
            string[] parts = Truth.Path.Split("!/");
            using ZipArchive archive = ZipFile.Open(Path.Combine(directory, parts[0]), ZipArchiveMode.Create);
            ZipArchiveEntry entry = archive.CreateEntry(parts[1], CompressionLevel.NoCompression);
            // The clock would get into the bytes otherwise; zip knows no earlier date.
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream stream = entry.Open();
            stream.Write(Content);
            return;
        }

        string path = Path.Combine(directory, Truth.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = File.Create(path);
        if (Packing == Packing.Gzip)
        {
            // Stored, not deflated: the deflated bytes may differ between versions of the runtime.
            using var gzip = new GZipStream(file, CompressionLevel.NoCompression);
            gzip.Write(Content);
        }
        else
            file.Write(Content);
    }

    public static long BytesOnDisk(string directory) =>
        new DirectoryInfo(directory).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
}
