using System.Diagnostics.CodeAnalysis;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Joins the rows of one reply: the old dialect logs each line (<c>250-SIZE</c> … <c>250 CHUNKING</c>), the new one folds them.</summary>
public sealed class ReplyJoiner
{
    private const int CodeLength = 3;

    // A line end inside a field is written as these characters.
    private static readonly string[] _lineEnds = ["\\r\\n", "\\n", "\r\n", "\n"];

    private readonly List<string> _lines = [];
    private StoredRow _first;

    /// <summary>Lines of a reply wait for its last.</summary>
    public bool IsOpen => _lines.Count > 0;

    public void Clear() => _lines.Clear();

    /// <summary>Lines of a reply whose last line is lost; they still say what they say.</summary>
    public bool TryTakeCut([NotNullWhen(true)] out string? text, out StoredRow first)
    {
        first = _first;
        text = _lines.Count == 0 ? null : Join(_lines);
        _lines.Clear();
        return text is not null;
    }

    /// <summary>Does the line begin another reply than the one that is being joined: another code, or another enhanced code.</summary>
    public bool IsOtherReply(string line)
    {
        string open = _lines[0];
        if (line[0] != open[0] || line[1] != open[1] || line[2] != open[2])
            return true;
        // RFC 2034: each line of a reply repeats its enhanced code.
        return SmtpReply.Parse(open).EnhancedCode is { } code && SmtpReply.Parse(line).EnhancedCode is { } other && code != other;
    }

    /// <summary>The line is a reply by itself.</summary>
    public static bool IsWhole(string line) => !HasMore(line);

    /// <summary>
    /// True at the last line of a reply (a code without a hyphen), with the whole text and the reply's first row: that is the line
    /// that names the error.
    /// </summary>
    /// <param name="line">The row's data: it looks like a reply.</param>
    public bool TryComplete(string line, StoredRow row, [NotNullWhen(true)] out string? text, out StoredRow first)
    {
        text = null;
        if (_lines.Count == 0)
            _first = row;
        first = _first;
        if (HasMore(line))
        {
            // 550-5.7.64 TenantAttribution;\r\n550 5.7.64 Relay Access Denied: all lines in one row.
            string[] inside = line.AsSpan().ContainsAny('\\', '\n') ? line.Split(_lineEnds, StringSplitOptions.RemoveEmptyEntries) : [line];
            _lines.AddRange(inside);
            if (HasMore(inside[^1]) || !inside[^1].StartsWith(line[..CodeLength], StringComparison.Ordinal))
                return false;
        }
        else if (_lines.Count == 0)
        {
            text = line;
            return true;
        }
        else
        {
            _lines.Add(line);
        }

        // 550-5.7.64 TenantAttribution; + 550 5.7.64 Relay Access Denied: one reply, the code said once.
        text = Join(_lines);
        _lines.Clear();
        return true;
    }

    private static bool HasMore(string line) => line.Length > CodeLength && line[CodeLength] == '-';

    private static string Join(List<string> lines) =>
        lines[0][..CodeLength] + " " + string.Join(' ', lines.Select(line => line.Length > CodeLength ? line[(CodeLength + 1)..] : ""));
}
