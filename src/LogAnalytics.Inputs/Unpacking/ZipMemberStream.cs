using LogAnalytics.Inputs.Archives;

namespace LogAnalytics.Inputs.Unpacking;

/// <summary>The unpacked bytes of a member; at the end they must be as many, and sum up to, what the archive's directory says.</summary>
internal sealed class ZipMemberStream(Stream unpacked, ZipMember member) : ReadOnlyStream
{
    private readonly Crc32 _checksum = new();
    private long _bytes;

    public override int Read(Span<byte> buffer)
    {
        int read = unpacked.Read(buffer);
        _bytes += read;
        _checksum.Append(buffer[..read]);
        if (_bytes > member.Bytes)
            throw new InvalidDataException("it is longer than its archive says");
        if (read == 0 && buffer.Length > 0 && _bytes < member.Bytes)
            throw new InvalidDataException("it is shorter than its archive says");
        if (read == 0 && buffer.Length > 0 && _checksum.Value != member.Crc32)
            throw new InvalidDataException("its checksum is not the one in its archive");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }
}
