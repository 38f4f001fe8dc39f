using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Lake.Catalog;

/// <summary>The canonical unit of work: server × service × UTC day.</summary>
/// <param name="Day">Days since 1970.</param>
public readonly record struct UnitKey(string Server, string Service, int Day)
{
    public string Date => LogTime.DayText(Day);

    /// <summary>Hive path without the end of the name: <c>events/server=EX01/date=2026-03-12/service=Hub/part</c>.</summary>
    public string FileStem(string table) => $"{table}/server={HivePath.Escape(Server)}/date={Date}/service={Service}/part";

    /// <summary>One number for unit and part: the tables of a part are joined by it, instead of by three texts.</summary>
    public long PartId(int part)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Server}|{Service}|{Day}|{part}"));
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}
