namespace LogAnalytics.Lake.Conversion;

/// <summary>Counters that a running conversion updates and the console reads.</summary>
public sealed class ConvertProgress
{
    private long _bytesRead;
    private long _rowsWritten;
    private long _filesDone;

    /// <summary>Bytes on disk of all files that must be read; 0 until they are listed.</summary>
    public long TotalBytes { get; set; }

    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>Rows read from the logs, to be written.</summary>
    public long RowsWritten => Interlocked.Read(ref _rowsWritten);

    public long FilesDone => Interlocked.Read(ref _filesDone);

    public void AddBytesRead(long bytes) => Interlocked.Add(ref _bytesRead, bytes);

    public void AddRowsWritten(long rows) => Interlocked.Add(ref _rowsWritten, rows);

    public void AddFile() => Interlocked.Increment(ref _filesDone);
}
