using System.Text;

namespace LogAnalytics.SendLogs.Lines;

/// <summary>What the <c>#</c> lines of one file say; updated line by line, since headers repeat in the middle of files.</summary>
public sealed class LogHeader
{
    /// <summary>The log type of Send logs, e.g. <c>#Log-type: SMTP Send Protocol Log</c>.</summary>
    public const string SendLogType = "SMTP Send Protocol Log";

    // So begins 'SMTP Receive Protocol Log' too: of a log type that is cut within this the file's name must tell.
    private const string SharedStart = "SMTP ";

    // The '#' is lost in logs copied from web pages or when the first byte of a file is gone.
    private static readonly string[] _keys = ["Software:", "Version:", "Log-type:", "Date:", "Fields:"];

    /// <summary>Text after <c>#Log-type:</c>; null while none was seen.</summary>
    public string? LogType { get; private set; }

    /// <summary>The last <c>#Log-type:</c> names another log: its rows look alike (Receive logs), but mean other things.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>Text after <c>#Version:</c>; null while none was seen.</summary>
    public string? Version { get; private set; }

    /// <summary>Where each column stands; the documented order until a <c>#Fields:</c> line says otherwise.</summary>
    public FieldMap Fields { get; private set; } = FieldMap.Documented;

    public static bool IsHeader(ReadOnlySpan<byte> line) =>
        line.Length > 0 && (line[0] == (byte)'#' || StartsWithKey(line));

    /// <summary>Takes one header line; unknown keys are kept out.</summary>
    public void Read(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line).TrimStart('#').Trim();
        if (TryValue(text, "Log-type:", out string logType))
            (LogType, IsForeign) = (logType, !logType.Equals(SendLogType, StringComparison.OrdinalIgnoreCase));
        else if (TryValue(text, "Version:", out string version))
            Version = version;
        else if (TryValue(text, "Fields:", out string fields))
            Fields = FieldMap.Parse(fields);
    }

    /// <summary>
    /// Takes a header line that the file ends in: <c>#Log-type: SMTP Sen</c> says nothing against a Send log, and no row follows that
    /// would need <c>#Fields: date-time,conn</c>.
    /// </summary>
    public void ReadCut(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line).TrimStart('#').Trim();
        if (TryValue(text, "Fields:", out _))
            return;
        if (!TryValue(text, "Log-type:", out string logType) || !SendLogType.StartsWith(logType, StringComparison.OrdinalIgnoreCase))
            Read(line);
        else if (logType.Length > SharedStart.Length)
            LogType ??= logType;
    }

    private static bool TryValue(string text, string key, out string value)
    {
        bool found = text.StartsWith(key, StringComparison.OrdinalIgnoreCase);
        value = found ? text[key.Length..].Trim() : "";
        return found;
    }

    private static bool StartsWithKey(ReadOnlySpan<byte> line)
    {
        // Rows start with a year; only then is the slower comparison worth a look.
        if (line[0] is >= (byte)'0' and <= (byte)'9')
            return false;
        foreach (string key in _keys)
        {
            if (line.Length >= key.Length && Ascii.EqualsIgnoreCase(line[..key.Length], key))
                return true;
        }

        return false;
    }
}
