using System.Text;

namespace LogAnalytics.Fuzz.Plain;

/// <summary>The <c>#</c> lines as the format page describes them.</summary>
internal sealed class PlainHeader
{
    private static readonly string[] _needed =
        ["date-time", "sequence-number", "connector-id", "session-id", "local-endpoint", "remote-endpoint", "event", "data", "context"];

    private string[] _columns =
        ["date-time", "connector-id", "session-id", "sequence-number", "local-endpoint", "remote-endpoint", "event", "data", "context"];

    public string? LogType { get; private set; }

    public bool IsForeign => LogType is not null && !LogType.Equals("SMTP Send Protocol Log", StringComparison.OrdinalIgnoreCase);

    public bool LacksColumn => _needed.Any(name => PositionOf(name) < 0);

    public int ColumnCount => _columns.Length;

    // The '#' may be lost; then only the known keys tell a header.
    public static bool IsHeader(byte[] line)
    {
        string text = Encoding.Latin1.GetString(line);
        return text.StartsWith('#') || new[] { "Software:", "Version:", "Log-type:", "Date:", "Fields:" }.Any(key => text.StartsWith(key, StringComparison.OrdinalIgnoreCase));
    }

    public int PositionOf(string name) => Array.FindIndex(_columns, column => column.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <param name="isCut">The file ends in this line: what is missing of it could still make it the header of a Send log.</param>
    public void Take(byte[] line, bool isCut)
    {
        string text = Encoding.UTF8.GetString(line).TrimStart('#').Trim();
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return;
        string value = text[(colon + 1)..].Trim();
        switch (text[..colon].ToUpperInvariant())
        {
            case "LOG-TYPE" when isCut && "SMTP Send Protocol Log".StartsWith(value, StringComparison.OrdinalIgnoreCase):
            case "FIELDS" when isCut:
                break;
            case "LOG-TYPE":
                LogType = value;
                break;
            case "FIELDS":
                _columns = [.. value.Split(',').Select(column => column.Trim())];
                break;
        }
    }
}
