using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.Writing;

/// <summary>The log files of one server: a file per hour that has rows, and further instances of an hour once a file is full.</summary>
internal sealed class ServerLog(string root, string server, int maxFileBytes) : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Utf8Builder _header = new();
    private FileStream? _stream;
    private string _path = "";
    private long _hour = long.MinValue;
    private long _fileBytes;
    private int _instance, _lines, _buffered;

    /// <summary>Told about each finished file.</summary>
    public required Action<TruthFile> Finished { get; init; }

    public const string FolderBelowServer = "TransportRoles/Logs/Hub/ProtocolLog/SmtpSend";

    public RowPlace Write(long timeMs, ReadOnlySpan<byte> line)
    {
        long hour = timeMs / 3_600_000;
        if (hour != _hour)
            Open(hour, 1, timeMs);
        else if (_fileBytes >= maxFileBytes)
            Open(hour, _instance + 1, timeMs);
        Append(line);
        _lines++;
        return new RowPlace(_path, _lines);
    }

    public static ReadOnlySpan<byte> Header(Utf8Builder text, long timeMs) => text.Clear()
        .Add("#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: SMTP Send Protocol Log\r\n#Date: "u8).AddTime(timeMs)
        .Add("\r\n#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\r\n"u8).Written;

    public const int HeaderLines = 5;

    public static string FileName(long hour, int instance) =>
        $"SEND{DateTimeOffset.FromUnixTimeMilliseconds(hour * 3_600_000).UtcDateTime:yyyyMMddHH}-{instance}.LOG";

    public void Dispose() => Close();

    private void Open(long hour, int instance, long timeMs)
    {
        Close();
        (_hour, _instance, _lines, _fileBytes) = (hour, instance, HeaderLines, 0);
        _path = $"{server}/{FolderBelowServer}/{FileName(hour, instance)}";
        string full = Path.Combine(root, _path);
        if (instance == 1)
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        _stream = new FileStream(full, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        Append(Header(_header, timeMs));
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_buffered + bytes.Length > BufferBytes)
            Flush();
        bytes.CopyTo(_buffer.AsSpan(_buffered));
        _buffered += bytes.Length;
        _fileBytes += bytes.Length;
    }

    private void Flush()
    {
        _stream!.Write(_buffer, 0, _buffered);
        _buffered = 0;
    }

    private void Close()
    {
        if (_stream is null)
            return;
        Flush();
        _stream.Dispose();
        _stream = null;
        Finished(new TruthFile { Path = _path, Bytes = _fileBytes, Lines = _lines, HeaderLines = HeaderLines, EventLines = _lines - HeaderLines });
    }
}
