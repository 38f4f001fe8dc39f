using System.Text;
using LogAnalytics.Lake.Tables;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// Lines that wait to be written beside the events, file by file: in memory, and beyond the budget in a temporary file that goes with
/// the process.
/// </summary>
public sealed class LineSpool(string temporaryFolder, long budgetBytes) : IDisposable
{
    private const int BufferBytes = 1 << 18;

    private static readonly string _blank = KeptKind.Blank.Name();

    private readonly SortedDictionary<string, (long Start, long End)> _files = new(StringComparer.Ordinal);
    private readonly BlankRun _blanks = new();
    private Stream _stream = new MemoryStream();
    private long _start;

    /// <summary>Ids of the files that are held.</summary>
    public IReadOnlyCollection<string> FileIds => _files.Keys;

    /// <summary>A line, or blank lines that were one record in a table. Blank lines that follow one another become one record.</summary>
    public void Append(LinePosition position, string kind, ReadOnlySpan<byte> text, LineEnd end)
    {
        bool isBlank = kind == _blank;
        if (isBlank && _blanks.TryAppend(position, text, end))
            return;
        WriteBlanks();
        if (isBlank)
            _blanks.Begin(position, text, end);
        else
            Write(position, kind, text, end);
    }

    /// <summary>What was appended since the last call is this file's. The same content a second time adds nothing.</summary>
    public void Close(string fileId)
    {
        WriteBlanks();
        if (_files.TryAdd(fileId, (_start, _stream.Position)))
            _start = _stream.Position;
        else
            Discard();
    }

    /// <summary>Forgets what was appended since the last <see cref="Close"/>.</summary>
    public void Discard()
    {
        _blanks.Clear();
        _stream.SetLength(_start);
        _stream.Position = _start;
    }

    /// <summary>The lines of a file in the order they were appended. Nothing may be appended meanwhile.</summary>
    public IEnumerable<FileLine> Read(string fileId)
    {
        (long start, long end) = _files[fileId];
        long resume = _stream.Position;
        _stream.Position = start;
        using BinaryReader reader = new(_stream, Encoding.UTF8, leaveOpen: true);
        while (_stream.Position < end)
        {
            long line = reader.ReadInt64();
            long offset = reader.ReadInt64();
            string kind = reader.ReadString();
            LineEnd lineEnd = (LineEnd)reader.ReadByte();
            yield return new FileLine(fileId, line, offset, kind, reader.ReadBytes(reader.ReadInt32()), lineEnd);
        }

        _stream.Position = resume;
    }

    public void Dispose() => _stream.Dispose();

    private void WriteBlanks()
    {
        if (!_blanks.IsEmpty)
            Write(_blanks.Position, _blank, _blanks.Text, _blanks.End);
        _blanks.Clear();
    }

    private void Write(LinePosition position, string kind, ReadOnlySpan<byte> text, LineEnd end)
    {
        using BinaryWriter writer = new(_stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(position.LineNumber);
        writer.Write(position.ByteOffset);
        writer.Write(kind);
        writer.Write((byte)end);
        writer.Write(text.Length);
        writer.Write(text);
        if (_stream is MemoryStream memory && memory.Length > budgetBytes)
            _stream = ToDisk(memory);
    }

    private FileStream ToDisk(MemoryStream memory)
    {
        FileStream file = new(
            Path.Combine(temporaryFolder, $".lines-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, BufferBytes, FileOptions.DeleteOnClose);
        memory.WriteTo(file);
        memory.Dispose();
        return file;
    }
}
