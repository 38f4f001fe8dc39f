namespace LogAnalytics.SendLogs.Rows;

/// <summary>Where every line and byte of a file went. Lines = header + blank + event + rejected (+ duplicate, told later).</summary>
public sealed class FileAccount
{
    public long Bytes { get; set; }

    public long Lines { get; set; }

    public long HeaderLines { get; set; }

    public long BlankLines { get; set; }

    public long EventLines { get; set; }

    public long RejectedLines { get; set; }

    /// <summary>Bytes after the last line end of a file that is still open for writing.</summary>
    public long PendingBytes { get; set; }

    /// <summary>Of the header lines and the byte order mark.</summary>
    public long HeaderBytes { get; set; }

    public long BlankBytes { get; set; }

    public long EventBytes { get; set; }

    public long RejectedBytes { get; set; }

    public long? FirstTimeMicros { get; set; }

    public long? LastTimeMicros { get; set; }

    /// <summary>Every line and byte went somewhere. Says nothing of a file that was refused: reading stopped there.</summary>
    public bool Balances =>
        Lines == HeaderLines + BlankLines + EventLines + RejectedLines
        && Bytes == HeaderBytes + BlankBytes + EventBytes + RejectedBytes + PendingBytes;
}
