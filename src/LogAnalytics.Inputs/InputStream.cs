using System.IO.Compression;

namespace LogAnalytics.Inputs;

/// <summary>Opens the bytes of a log: as they are, unpacked from gzip, or out of a zip archive.</summary>
public static class InputStream
{
    /// <summary>The newest file is still open for writing on a live server: others may write, rename and delete it meanwhile.</summary>
    public static Stream Open(InputFile file)
    {
        FileStream disk = new(file.DiskPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        try
        {
            if (file.Member is not null)
                return OpenMember(disk, file.Member);
            return file.DiskPath.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(disk, CompressionMode.Decompress)
                : disk;
        }
        catch
        {
            disk.Dispose();
            throw;
        }
    }

    private static ArchiveMemberStream OpenMember(FileStream disk, string member)
    {
        ZipArchive archive = new(disk, ZipArchiveMode.Read);
        ZipArchiveEntry entry = archive.GetEntry(member)
            ?? throw new InvalidDataException($"'{member}' is no longer in the archive");
        Stream content = entry.Open();
        return new ArchiveMemberStream(archive, entry.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(content, CompressionMode.Decompress) : content);
    }

    // Closes the archive with the member.
    private sealed class ArchiveMemberStream(ZipArchive archive, Stream content) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => content.Read(buffer, offset, count);

        public override int Read(Span<byte> buffer) => content.Read(buffer);

        public override void Flush() => content.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                content.Dispose();
                archive.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
