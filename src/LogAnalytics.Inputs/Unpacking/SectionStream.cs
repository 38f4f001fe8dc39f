namespace LogAnalytics.Inputs.Unpacking;

/// <summary>At most so many bytes of a file from where it stands; counts what is taken from the disk.</summary>
internal sealed class SectionStream(Stream disk, long mostBytes) : ReadOnlyStream
{
    public long BytesRead { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        int read = disk.Read(buffer[..(int)Math.Min(buffer.Length, mostBytes - BytesRead)]);
        BytesRead += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            disk.Dispose();
        base.Dispose(disposing);
    }
}
