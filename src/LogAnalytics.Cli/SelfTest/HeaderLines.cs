using System.Text;
using LogAnalytics.SendLogs.Lines;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>The header that holds at a place in a log, as a piece that begins there must repeat it.</summary>
internal sealed class HeaderLines
{
    private readonly LogHeader _header = new();
    private readonly List<(string Key, byte[] Line)> _lines = [];

    /// <summary>Without it the rows that follow would be read in another way.</summary>
    public bool IsNeeded => _header.IsForeign || _header.Fields != FieldMap.Documented;

    /// <summary>The last line of each key.</summary>
    public IEnumerable<byte[]> Lines => _lines.Select(entry => entry.Line);

    /// <summary>Takes a line if it is one of the header.</summary>
    public bool Take(LogLine line)
    {
        if (!line.IsWhole)
            return false;
        byte[] bytes = line.Bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? line.Bytes[Encoding.UTF8.Preamble.Length..] : line.Bytes;
        ReadOnlySpan<byte> text = bytes;
        LineEnds.Split(ref text);
        if (!LogHeader.IsHeader(text))
            return false;
        _header.Read(text);
        string key = Encoding.UTF8.GetString(text).TrimStart('#').Split(':')[0].ToUpperInvariant();
        _lines.RemoveAll(entry => entry.Key == key);
        _lines.Add((key, bytes));
        return true;
    }
}
