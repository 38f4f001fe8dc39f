namespace LogAnalytics.Lake.Catalog;

/// <summary>Logs were gone when a run came to read them. History: it depends on when the lake was fed.</summary>
/// <param name="From">The last row that was read before.</param>
/// <param name="To">The first row of the oldest log that was there then.</param>
/// <param name="OldestPath">That log.</param>
public sealed record UnreadSpan(string Server, string Service, DateTime From, DateTime To, string OldestPath)
{
    public string Log => $"{Server}/{Service}";
}
