using System.Text;
using LogAnalytics.Fuzz.Plain;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Fuzz.Targets;

/// <summary>Header lines, lists of columns and times, line by line.</summary>
internal sealed class HeadersTarget : IFuzzTarget
{
    private const int NeededColumns = 9;

    public string Name => "headers";

    public void Run(byte[] input)
    {
        LogHeader header = new();
        PlainHeader plain = new();
        foreach (Range range in input.AsSpan().Split((byte)'\n'))
        {
            byte[] line = input[range];
            CheckTime(line);
            CheckMap(FieldMap.Parse(Encoding.UTF8.GetString(line)));
            Check.Equal(PlainHeader.IsHeader(line), LogHeader.IsHeader(line), "header");
            if (!LogHeader.IsHeader(line))
                continue;
            header.Read(line);
            plain.Take(line, isCut: false);
            Check.Equal(plain.LogType, header.LogType, "log type");
            Check.Equal(plain.IsForeign, header.IsForeign, "foreign");
            Check.Equal(plain.ColumnCount, header.Fields.ColumnCount, "columns");
            Check.Equal(plain.LacksColumn, header.Fields.MissingColumn is not null, "missing column");
            CheckMap(header.Fields);
        }
    }

    private static void CheckMap(FieldMap map)
    {
        Check.That(map.ColumnCount > 0, "at least one column");
        Check.Equal(NeededColumns, map.Positions.Length, "needed columns");
        int[] found = [.. map.Positions.Where(position => position >= 0)];
        Check.That(found.Distinct().Count() == found.Length && found.All(position => position < map.ColumnCount), "positions");
        Check.Equal(found.Length < NeededColumns, map.MissingColumn is not null, "missing column");
    }

    private static void CheckTime(byte[] text)
    {
        bool isTime = LogTime.TryParse(text, out long micros);
        Check.Equal(PlainTime.Micros(text), isTime ? micros : null, "time");
        if (!isTime)
            return;
        DateTime time = LogTime.ToDateTime(micros);
        Check.Equal(micros, LogTime.FromDateTime(time), "time back");
        Check.Equal(DateOnly.FromDateTime(time).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber, LogTime.Day(micros), "day");
    }
}
