using System.Diagnostics.CodeAnalysis;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Joins the rows of one reply: the old dialect logs each line (<c>250-SIZE</c> … <c>250 CHUNKING</c>), the new one folds them.</summary>
public sealed class ReplyJoiner
{
    private readonly List<string> _lines = [];
    private StoredRow _first;

    public void Clear() => _lines.Clear();

    /// <summary>Lines of a reply whose last line is lost; they still say what they say.</summary>
    public bool TryTakeCut([NotNullWhen(true)] out string? text, out StoredRow first)
    {
        first = _first;
        text = _lines.Count == 0 ? null : Join(_lines);
        _lines.Clear();
        return text is not null;
    }

    /// <summary>Does the row begin another reply than the one that is being joined.</summary>
    public bool IsOtherReply(ReadOnlySpan<byte> data) =>
        _lines.Count > 0 && SmtpReply.LooksLikeReply(data) && !(data[0] == _lines[0][0] && data[1] == _lines[0][1] && data[2] == _lines[0][2]);

    /// <summary>
    /// True at the last line of a reply (a code without a hyphen), with the whole text and the reply's first row: that is the line
    /// that names the error.
    /// </summary>
    public bool TryComplete(StoredRow row, TextPool texts, [NotNullWhen(true)] out string? text, out StoredRow first)
    {
        text = null;
        first = row;
        if (!SmtpReply.LooksLikeReply(row.Data.Span))
            return false;
        string line = texts.Get(row.Data.Span);
        if (_lines.Count == 0)
            _first = row;
        first = _first;
        if (line.Length > 3 && line[3] == '-')
        {
            _lines.Add(line);
            return false;
        }

        // 550-5.7.64 TenantAttribution; + 550 5.7.64 Relay Access Denied: one reply, the code said once.
        text = line;
        if (_lines.Count > 0)
        {
            _lines.Add(line);
            text = Join(_lines);
            _lines.Clear();
        }

        return true;
    }

    private static string Join(List<string> lines) =>
        lines[0][..3] + " " + string.Join(' ', lines.Select(line => line.Length > 4 ? line[4..] : ""));
}
