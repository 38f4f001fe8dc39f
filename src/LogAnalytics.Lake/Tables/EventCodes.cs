namespace LogAnalytics.Lake.Tables;

/// <summary>An event is one ASCII character (<c>+ - &gt; &lt; *</c>) or lost: stored as its code, 0 where empty.</summary>
public static class EventCodes
{
    public static bool IsCoded(ReadOnlySpan<byte> text) => text.Length == 0 || (text.Length == 1 && text[0] is > 0 and < 128);

    public static int CodeOf(ReadOnlySpan<byte> text) => text.Length == 1 && text[0] < 128 ? text[0] : 0;

    public static string TextOf(int code) => code == 0 ? "" : ((char)code).ToString();
}

/// <summary>The texts of a row that are not those of its session: connector, local endpoint, remote endpoint, event.</summary>
public static class EventOverrides
{
    /// <summary>A line end cannot stand in a field.</summary>
    public const char Separator = '\n';
}
