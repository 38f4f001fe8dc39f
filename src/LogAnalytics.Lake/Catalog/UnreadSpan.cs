namespace LogAnalytics.Lake.Catalog;

/// <summary>Logs were gone when a run came to read them. History: it depends on when the lake was fed.</summary>
/// <param name="UnreadFrom">The last row that was read before.</param>
/// <param name="UnreadTo">The first row of the oldest log that was there then.</param>
/// <param name="OldestPath">That log.</param>
public sealed record UnreadSpan(string Server, string Service, DateTime UnreadFrom, DateTime UnreadTo, string OldestPath)
{
    public string Log => $"{Server}/{Service}";
}
