using LogAnalytics.Inputs.Unpacking;

namespace LogAnalytics.Lake.Restoring;

/// <summary>Reads an image from its beginning to its end. The image stays the owner's.</summary>
public sealed class FileImageStream(FileImage image) : ReadOnlyStream
{
    private long _position;

    public override long Length => image.Size;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = image.Read(_position, buffer);
        _position += read;
        return read;
    }
}
