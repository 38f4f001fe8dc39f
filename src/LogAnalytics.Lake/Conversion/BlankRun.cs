using System.Buffers;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Lake.Conversion;

/// <summary>Blank lines that follow one another in a file: the place of the first, the bytes of all, the end of the last.</summary>
public sealed class BlankRun
{
    // A run that is longer ends there. Where runs end depends on the lines only, so runs that are read from a table and appended again
    // stay as they are.
    private const int EnoughBytes = 64 << 10;

    private readonly ArrayBufferWriter<byte> _text = new();

    public LinePosition Position { get; private set; }

    /// <summary>Without the end of the last line.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    public LineEnd End { get; private set; }

    public bool IsEmpty => Bytes == 0;

    private int Bytes => _text.WrittenCount + End.Bytes().Length;

    /// <summary>False: the line does not follow, or the run is long enough.</summary>
    public bool TryAppend(LinePosition position, ReadOnlySpan<byte> text, LineEnd end)
    {
        if (IsEmpty || Text.Length >= EnoughBytes || position.ByteOffset != Position.ByteOffset + Bytes)
            return false;
        _text.Write(End.Bytes());
        _text.Write(text);
        End = end;
        return true;
    }

    public void Begin(LinePosition position, ReadOnlySpan<byte> text, LineEnd end)
    {
        Clear();
        Position = position;
        _text.Write(text);
        End = end;
    }

    public void Clear()
    {
        _text.ResetWrittenCount();
        End = LineEnd.None;
    }
}
