using LogAnalytics.Fuzz.Reading;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Fuzz.Plain;

/// <summary>
/// The oracle: the rules of the format written down line by line over the whole file in memory, sharing nothing with the reader but the
/// types in which results are compared.
/// </summary>
internal sealed class PlainLog
{
    private const int LongLineHeadBytes = 64 << 10;
    private const int MostColumns = 64;

    private readonly PlainHeader _header = new();
    private readonly int _maxLineBytes;

    private PlainLog(int maxLineBytes) => _maxLineBytes = maxLineBytes;

    public List<PlainRow> Rows { get; } = [];

    public List<RejectedLine> Rejects { get; } = [];

    public FileAccount Account { get; } = new();

    public bool IsRefused { get; private set; }

    public static PlainLog Read(byte[] input, bool tailMayGrow, int maxLineBytes)
    {
        PlainLog log = new(maxLineBytes);
        log.Account.Bytes = input.Length;
        // A byte order mark is part of no line.
        int start = input is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        log.Account.HeaderBytes = start;
        while (start < input.Length && !log.IsRefused)
        {
            int newline = Array.IndexOf(input, (byte)'\n', start);
            // A tail over the limit cannot become a row any more; its last byte may belong to a line end.
            if (newline < 0 && tailMayGrow && input.Length - start <= maxLineBytes + 1L)
            {
                log.Account.PendingBytes = input.Length - start;
                break;
            }

            int next = newline < 0 ? input.Length : newline + 1;
            log.TakeLine(TextOf(input[start..next]), next - start, start, isCut: newline < 0);
            start = next;
        }

        return log;
    }

    // Without line end.
    private static byte[] TextOf(byte[] line)
    {
        if (line is [.., (byte)'\n'])
            line = line[..^1];
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private void TakeLine(byte[] line, int bytes, int offset, bool isCut)
    {
        Account.Lines++;
        if (line.Length > _maxLineBytes)
        {
            Reject(RejectReason.LineTooLong, line[..Math.Min(LongLineHeadBytes, _maxLineBytes)], bytes, offset);
        }
        else if (line.All(b => b is (byte)' ' or (byte)'\t'))
        {
            Account.BlankLines++;
            Account.BlankBytes += bytes;
        }
        else if (PlainHeader.IsHeader(line))
        {
            Account.HeaderLines++;
            Account.HeaderBytes += bytes;
            _header.Take(line, isCut);
            IsRefused = Account.EventLines == 0 && (_header.IsForeign || _header.LacksColumn);
        }
        else if (_header.IsForeign)
        {
            Reject(RejectReason.ForeignLogType, line, bytes, offset);
        }
        else if (ParseRow(line, offset) is { } row)
        {
            TakeRow(row, bytes);
        }
        else
        {
            Reject(RejectReason.TooFewFields, line, bytes, offset);
        }
    }

    private void TakeRow(PlainRow row, int bytes)
    {
        // A Receive log that lost its header.
        IsRefused = Account.EventLines == 0 && _header.LogType is null && row.Texts[0].Contains((byte)'\\');
        if (IsRefused)
            return;
        Account.EventLines++;
        Account.EventBytes += bytes;
        Account.FirstTimeMicros = Math.Min(row.TimeMicros, Account.FirstTimeMicros ?? row.TimeMicros);
        Account.LastTimeMicros = Math.Max(row.TimeMicros, Account.LastTimeMicros ?? row.TimeMicros);
        Rows.Add(row);
    }

    private void Reject(RejectReason reason, byte[] raw, int bytes, int offset)
    {
        Account.RejectedLines++;
        Account.RejectedBytes += bytes;
        Rejects.Add(new RejectedLine(reason, raw, Account.Lines, offset));
    }

    private PlainRow? ParseRow(byte[] line, int offset)
    {
        if (_header.LacksColumn)
            return null;
        List<byte[]>? fields = PlainCsv.Split(line);
        // Whole rows wrapped in one pair of quotes were seen in the wild.
        if (fields is [byte[] only] && line.Length > 2 && line[0] == (byte)'"')
            return ParseRow(only, offset);
        if (fields is null || fields.Count != _header.ColumnCount || fields.Count > MostColumns)
            return null;
        byte[] Field(string name) => fields[_header.PositionOf(name)];
        byte[][] texts =
        [
            Field("connector-id"), Field("session-id"), Field("local-endpoint"), Field("remote-endpoint"), Field("event"), Field("data"), Field("context"),
        ];
        long? time = PlainTime.Micros(Field("date-time"));
        int? number = PlainNumber.ZeroOrMore(Field("sequence-number"));
        return time is null || number is null || texts[1].Length == 0 ? null : new PlainRow(time.Value, number.Value, texts, Account.Lines, offset);
    }
}
