using System.Text;

namespace LogAnalytics.Cli.Output;

/// <summary>Collects text and hands it on in large pieces: standard output goes to the system at every write.</summary>
public sealed class BufferedText(TextWriter inner) : TextWriter
{
    private const int LongestValue = 64;

    private readonly char[] _buffer = new char[1 << 15];
    private int _length;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (_length == _buffer.Length)
            Flush();
        _buffer[_length++] = value;
    }

    public override void Write(ReadOnlySpan<char> text)
    {
        while (text.Length > _buffer.Length - _length)
        {
            int room = _buffer.Length - _length;
            text[..room].CopyTo(_buffer.AsSpan(_length));
            _length = _buffer.Length;
            Flush();
            text = text[room..];
        }

        text.CopyTo(_buffer.AsSpan(_length));
        _length += text.Length;
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <summary>A number or date, formatted in place.</summary>
    /// <typeparam name="T">Its text is short.</typeparam>
    public void Write<T>(T value, IFormatProvider culture) where T : ISpanFormattable
    {
        if (_buffer.Length - _length < LongestValue)
            Flush();
        value.TryFormat(_buffer.AsSpan(_length), out int written, default, culture);
        _length += written;
    }

    public override void Flush()
    {
        inner.Write(_buffer.AsSpan(0, _length));
        _length = 0;
    }

    /// <summary>Hands on what is left; the writer below stays open.</summary>
    protected override void Dispose(bool disposing)
    {
        Flush();
        base.Dispose(disposing);
    }
}
