using System.Globalization;
using System.Text;

namespace LogAnalytics.Tests.SendLogs;

/// <summary>Logs of a seed: usual rows for the most part, with everything between them that is not.</summary>
internal sealed class OddLog
{
    private static readonly string[] _texts =
    [
        "", "", "", "*", "<", "Outbound to Office 365", "198.51.100.25:25", "attempting to connect", "250 2.1.0 Sender OK", "MAIL FROM:<a@contoso.com> SIZE=1",
        "SERVER\\Default", new string('x', 90), "ü组", "\uFEFF",
    ];

    // As a field stands in the line.
    private static readonly string[] _quoted =
    [
        "\"250 2.6.0 <m1> [InternalId=1, Hostname=h] 18817 bytes in 0.106, 138,905 KB/sec Queued mail\"", "\" CN=a, O=\"\"Contoso, Inc.\"\", C=NL\"", "\",\"",
        "\"\"\"\"", "\"a\"\"b\"", "\"\"\"a\"\"\"",
    ];

    private static readonly string[] _oddQuoted =
        ["\"\"", "\"plain\"", "a\"b", "\"a\"b", "\"a\"b,c\"", "\"open", "\"a,", "\"", "\"\"\"", " \"a,b\"", "\"a,b\" ", "\"a,b\"\r", "\"a\"\"", "\"a,b\"\"c"];

    private static readonly string[] _times =
    [
        "2026-03-12T06:15:13.482Z", "2026-03-12T06:15:13.483Z", "2026-03-12T06:16:59.999Z", "2024-02-29T00:00:00.000Z", "0001-01-01T00:00:00.001Z",
        "9999-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z", "1970-01-01T00:00:30.000Z",
    ];

    private static readonly string[] _oddTimes =
    [
        "2026-03-12T06:15:60.000Z", "2026-03-12T06:15:13.48xZ", "2026-03-12T06:15:13,482Z", "2026-03-12T06:60:13.482Z", "2026-02-29T06:15:13.482Z", "2026-03-12T06:15:13.482",
        "2026-03-12T06:15:13.4820Z", "2026-03-12 06:15:13.482Z", "0000-01-01T00:00:00.000Z", "\"2026-03-12T06:15:13.482Z\"", "", "2026-03-12T06:15::3.482Z", "2026-03-12T06:15:13/482Z",
        "2026-03-12T06:15:13.482z", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0:13.482Z",
    ];

    private static readonly string[] _numbers = ["0", "1", "9", "10", "57", "123", "4096", "12345678", "99999999"];
    private static readonly string[] _oddNumbers = ["", "00", "007", "+1", "-1", "1x", " 1", "\"5\"", "\"1,0\"", "123456789", "2147483647", "2147483648", "99999999999", ":", "/", "1:"];

    private static readonly string[] _between =
    [
        "", " \t", "\0\0\0\0", "\0\0\0\02026-03-12T06:15:13.482Z,c,s,0,,r,*,,", "#", "#Software: x", "#Log-type: SMTP Send Protocol Log", "#Log-type: SMTP Receive Protocol Log",
        "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context",
        "#Fields: date-time,session-id,connector-id,sequence-number,local-endpoint,remote-endpoint,event,data,context,more", "#Fields: date-time,session-id", "Log-type: SMTP Send Protocol Log",
        ",,,,,,,,", "\"", new string(',', 300), new string('"', 301), new string('y', 700), "\r", "\r\r", "\uFEFF", "\"2026-03-12T06:15:13.482Z,c,s,4,,r,<,\"\"220 host, ready\"\",\"",
    ];

    private readonly Random _random;
    private readonly List<byte> _bytes = [];

    private OddLog(int seed) => _random = new Random(seed);

    /// <summary>One in so many lines, and in so many of their parts, is not usual; changes from log to log.</summary>
    private int Rarity { get; init; }

    public static byte[] Of(int seed, int mostLines)
    {
        OddLog log = new(seed) { Rarity = 2 << (seed % 6) };
        log.AddLines(mostLines);
        return [.. log._bytes];
    }

    private void AddLines(int most)
    {
        string usualEnd = _random.Next(3) == 0 ? "\n" : "\r\n";
        if (_random.Next(5) == 0)
            _bytes.AddRange(Encoding.UTF8.GetBytes("\uFEFF"));
        if (_random.Next(4) > 0)
            _bytes.AddRange(Encoding.UTF8.GetBytes(LogWriter.Header.TrimEnd().ReplaceLineEndings(usualEnd) + usualEnd));
        for (int n = _random.Next(most); n > 0; n--)
        {
            int start = _bytes.Count;
            _bytes.AddRange(Encoding.UTF8.GetBytes(IsOdd() && IsOdd() ? Pick(_between) : Row()));
            // Bytes that are no UTF-8, or a separator where none is due.
            if (IsOdd() && IsOdd() && _bytes.Count > start)
                _bytes[_random.Next(start, _bytes.Count)] = IsOdd() ? (byte)_random.Next(256) : Pick<byte>([0xFF, 0xC3, 0, (byte)',', (byte)'"', (byte)'\n', (byte)'\r']);
            _bytes.AddRange(Encoding.UTF8.GetBytes(IsOdd() ? Pick(["\n", "\r\n", "\r", "\r\r\n", "\n\n", ""]) : usualEnd));
        }

        if (_random.Next(3) == 0 && _bytes.Count > 0)
            _bytes.RemoveRange(_bytes.Count - 1, 1);
    }

    private string Row()
    {
        string[] fields =
        [
            IsOdd() ? Pick(_oddTimes) : Pick(_times), Text(), IsOdd() ? Text() : "08DE7A" + _random.Next(50).ToString("X10", CultureInfo.InvariantCulture),
            IsOdd() ? Pick(_oddNumbers) : Pick(_numbers), Text(), Text(), Text(), Text(), Text(),
        ];
        int count = IsOdd() && IsOdd() ? _random.Next(1, 10) : 9;
        return string.Join(',', fields[..count]) + (IsOdd() && IsOdd() ? "," : "");
    }

    private string Text()
    {
        if (IsOdd())
            return Pick(_oddQuoted);
        return _random.Next(10) == 0 ? Pick(_quoted) : Pick(_texts);
    }

    private bool IsOdd() => _random.Next(Rarity) == 0;

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
