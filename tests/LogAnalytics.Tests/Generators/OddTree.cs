using System.IO.Compression;
using System.Text;
using LogAnalytics.Tests.Lake;

namespace LogAnalytics.Tests.Generators;

/// <summary>
/// A log tree with all that real folders hold: sessions over hours, midnights and days, fragments, holes, repeated and late rows, the same
/// ids on two servers and services, placeholder ids, one id for many sessions, odd spelling, damaged lines, copies, archives. Seeded.
/// </summary>
internal sealed class OddTree
{
    private static readonly DateTime _start = new(2026, 3, 10, 20, 0, 0, DateTimeKind.Utc);
    private static readonly string[] _folders =
    [
        "EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend", "EX01/TransportRoles/Logs/FrontEnd/ProtocolLog/SmtpSend",
        "EX02/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend",
    ];

    private readonly Random _random;
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public OddTree(int seed, int sessionsPerFolder = 25)
    {
        _random = new Random(seed);
        foreach (string folder in _folders)
            AddFolder(folder, sessionsPerFolder);
    }

    /// <summary>Path → content, as it is in the end.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    public void WriteTo(string root)
    {
        foreach ((string path, byte[] content) in _files)
            Write(root, path, content);
    }

    public static void Write(string root, string path, ReadOnlySpan<byte> content)
    {
        string target = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, content);
    }

    private void AddFolder(string folder, int sessions)
    {
        SortedDictionary<string, List<string>> byHour = new(StringComparer.Ordinal);
        IEnumerable<(DateTime Time, string Row)> rows = Enumerable.Range(1, sessions).SelectMany(Session).OrderBy(row => row.Time);
        foreach ((DateTime time, string row) in rows)
        {
            // Rows may be a little older than their file.
            DateTime hour = time.AddSeconds(_random.Next(20) == 0 ? 900 : 0);
            string name = LogRows.FileName(hour);
            if (!byHour.TryGetValue(name, out List<string>? lines))
                byHour.Add(name, lines = []);
            lines.Add(row);
            if (_random.Next(60) == 0)
                lines.Add(row);
        }

        foreach ((string name, List<string> lines) in byHour)
            _files[$"{folder}/{name}"] = Content(lines);
        string[] logs = [.. byHour.Keys.Select(name => $"{folder}/{name}")];
        _files[$"{folder}/copy/{Path.GetFileName(Pick(logs))}"] = _files[Pick(logs)];
        _files[$"{folder}/aside/SEND2026031022-7.LOG"] = Overlap(Pick(logs));
        string packed = Pick(logs);
        _files[$"{folder}/{Path.GetFileName(packed)}.gz"] = Gzip(_files[packed]);
        _files[$"{folder}/old.zip"] = Zip(Path.GetFileName(Pick(logs)), _files[Pick(logs)]);
    }

    // Some rows of another file, as a tool cut them out.
    private byte[] Overlap(string path)
    {
        string[] lines = Encoding.Latin1.GetString(_files[path]).Split('\n');
        return Encoding.Latin1.GetBytes(LogRows.Header + string.Concat(lines.Skip(5).Where(_ => _random.Next(3) == 0).Select(line => line + "\n")));
    }

    private IEnumerable<(DateTime Time, string Row)> Session(int number)
    {
        // Ids count up within a process: the same ones occur on every server.
        string id = _random.Next(12) switch
        {
            0 => "0000000000000000",
            1 => "masked id",
            _ => $"08DE{number:X12}",
        };
        DateTime start = _start.AddMinutes(_random.Next(3 * 24 * 60));
        TimeSpan step = TimeSpan.FromSeconds(Pick([1, 1, 1, 60, 1_500, 20_000]));
        string[] rows = [.. LogRows.Session(id, start, step)];
        int from = _random.Next(6) == 0 ? _random.Next(8) : 0;
        int to = _random.Next(6) == 0 ? rows.Length - _random.Next(8) : rows.Length;
        for (int i = from; i < to; i++)
        {
            if (_random.Next(40) == 0)
                continue;
            yield return (start + (step * i), Odd(rows[i]));
        }
    }

    private string Odd(string row) => _random.Next(60) switch
    {
        0 => row.Replace(",Relay,", ",\"Relay\",", StringComparison.Ordinal),
        1 => row.Replace(",Relay,", ",\"Relay, \"\"two\"\"\",", StringComparison.Ordinal),
        2 => row.Replace("\r\n", "\n", StringComparison.Ordinal),
        3 => row.Replace(",Relay,", ",Rel\u00E9,", StringComparison.Ordinal),
        4 => row.Replace("contoso.com", "contoso\u00FF.com", StringComparison.Ordinal),
        5 => row[..^9] + "\r\n",
        6 => row.Replace(",Relay,", ",Relay,Relay,", StringComparison.Ordinal),
        7 => "\r\n" + row,
        8 => LogRows.Header + row,
        9 => row.Replace(",10.0.0.1:1025,", ",[2001:db8::1%4]:1025,", StringComparison.Ordinal),
        _ => row,
    };

    // Latin-1: a character is a byte, so U+00E9 and U+00FF are invalid UTF-8 here.
    private byte[] Content(List<string> rows)
    {
        string text = _random.Next(6) switch
        {
            0 => string.Concat(rows),
            1 => "\u00EF\u00BB\u00BF" + LogRows.Header + string.Concat(rows),
            2 => (LogRows.Header + string.Concat(rows)).Replace("\r\n", "\n", StringComparison.Ordinal),
            3 => LogRows.Header + string.Concat(rows)[..^7],
            4 => LogRows.Header + string.Concat(rows) + new string('\0', 40),
            _ => LogRows.Header + string.Concat(rows),
        };
        return Encoding.Latin1.GetBytes(text);
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Zip(string name, byte[] content)
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            ZipArchiveEntry entry = archive.CreateEntry(name);
            entry.LastWriteTime = new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero);
            using Stream stream = entry.Open();
            stream.Write(content);
        }

        return packed.ToArray();
    }
}
