using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Lake.Catalog;

/// <summary>One input file as it stands now. Lines = header + blank + event + rejected + duplicate; bytes likewise, plus pending.</summary>
public sealed record LedgerRow
{
    /// <summary>SHA-256 of the (unpacked) content, lower-case hex.</summary>
    public required string FileId { get; init; }

    /// <summary>Relative to the INPUT root, with <c>/</c>; <c>a.zip!/member</c>.</summary>
    public required string Path { get; init; }

    public long Size { get; init; }

    public long Lines { get; init; }

    public long HeaderLines { get; init; }

    public long BlankLines { get; init; }

    public long EventLines { get; init; }

    public long RejectedLines { get; init; }

    /// <summary>Rows that another file (or an earlier line) holds already: same session key, sequence number and bytes.</summary>
    public long DuplicateLines { get; init; }

    /// <summary>Event and duplicate lines: the rows of the file.</summary>
    public long RowLines => EventLines + DuplicateLines;

    /// <summary>Of the header lines and the byte order mark.</summary>
    public long HeaderBytes { get; init; }

    public long BlankBytes { get; init; }

    /// <summary>Of the event and duplicate lines.</summary>
    public long RowBytes { get; init; }

    public long RejectedBytes { get; init; }

    /// <summary>Unfinished tail of a file that is still written to.</summary>
    public long PendingBytes { get; init; }

    public long? FirstTimeMicros { get; init; }

    public long? LastTimeMicros { get; init; }

    /// <summary>The end of its plain lines.</summary>
    public LineEnd LineEnd { get; init; }

    /// <summary>Version of the row reader that read it; rejected lines of an older one are read again.</summary>
    public int ReaderVersion { get; init; }

    public string? LogType { get; init; }

    public string? Version { get; init; }

    public FileStatus Status { get; init; }

    /// <summary>Why it was skipped, or what was wrong with it.</summary>
    public string? Reason { get; init; }

    /// <summary>Days since 1970 of its first row; 0 where it has none. Its kept lines lie under this day.</summary>
    public int Day => FirstTimeMicros is { } first ? LogTime.Day(first) : 0;

    /// <summary>Its rows and lines are in the lake.</summary>
    public bool IsHeld => Status is FileStatus.Converted or FileStatus.Open;

    /// <summary>Every line and every byte went somewhere.</summary>
    public bool Balances =>
        Status == FileStatus.Skipped
        || (Lines == HeaderLines + BlankLines + RowLines + RejectedLines
            && Size == HeaderBytes + BlankBytes + RowBytes + RejectedBytes + PendingBytes);
}

public enum FileStatus
{
    Converted,

    /// <summary>The newest file of its server and service, with an unfinished last line.</summary>
    Open,

    /// <summary>Not a Send log.</summary>
    Skipped,

    /// <summary>Its rows were taken out of the lake, or came when those of their days had been; it is not taken in again.</summary>
    Pruned,
}
