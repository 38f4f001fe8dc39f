using System.Buffers.Text;

namespace LogAnalytics.Cli.Output;

/// <summary>Collects bytes of text and hands them on in large pieces.</summary>
internal sealed class Utf8Output(Stream stream)
{
    private const int LongestNumber = 20;

    private readonly byte[] _buffer = new byte[1 << 18];
    private int _length;

    public void Write(byte value)
    {
        if (_length == _buffer.Length)
            Flush();
        _buffer[_length++] = value;
    }

    public void Write(ReadOnlySpan<byte> text)
    {
        if (text.Length > _buffer.Length - _length)
        {
            Flush();
            if (text.Length > _buffer.Length)
            {
                stream.Write(text);
                return;
            }
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    public void Write(long number)
    {
        if (_buffer.Length - _length < LongestNumber)
            Flush();
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_length), out int written);
        _length += written;
    }

    public void Flush()
    {
        stream.Write(_buffer.AsSpan(0, _length));
        _length = 0;
    }
}
