using System.Globalization;

namespace LogAnalytics.Lake.Catalog;

/// <summary>The canonical unit of work: server × service × UTC day.</summary>
/// <param name="Day">Days since 1970.</param>
public readonly record struct UnitKey(string Server, string Service, int Day)
{
    public string Date => DateTime.UnixEpoch.AddDays(Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Hive path without the end of the name: <c>events/server=EX01/date=2026-03-12/Hub</c>.</summary>
    public string FileStem(string table) => $"{table}/server={Uri.EscapeDataString(Server)}/date={Date}/{Service}";
}
