using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Joins the rows of one reply: the old dialect logs each line (<c>250-SIZE</c> … <c>250 CHUNKING</c>), the new one folds them.</summary>
public sealed class ReplyJoiner
{
    private readonly List<string> _lines = [];

    public void Clear() => _lines.Clear();

    /// <summary>True with the whole text at the last line of a reply (a code without a hyphen).</summary>
    public bool TryComplete(ReadOnlySpan<byte> data, TextPool texts, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!SmtpReply.LooksLikeReply(data))
            return false;
        string line = texts.Get(data);
        if (line.Length > 3 && line[3] == '-')
        {
            _lines.Add(line);
            return false;
        }

        // 550-5.7.64 TenantAttribution; + 550 5.7.64 Relay Access Denied: one reply, the code said once.
        text = _lines.Count == 0 ? line : Join(line);
        _lines.Clear();
        return true;
    }

    private string Join(string last)
    {
        string first = _lines[0];
        IEnumerable<string> rest = _lines.Skip(1).Append(last).Select(line => line.Length > 4 ? line[4..] : "");
        return first[..3] + " " + first[4..] + " " + string.Join(' ', rest);
    }
}
