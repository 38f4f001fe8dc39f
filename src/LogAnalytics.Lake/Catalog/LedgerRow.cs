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

    /// <summary>Unfinished tail of a file that is still written to.</summary>
    public long PendingBytes { get; init; }

    public long? FirstTimeMicros { get; init; }

    public long? LastTimeMicros { get; init; }

    public string? LogType { get; init; }

    public string? Version { get; init; }

    public FileStatus Status { get; init; }

    /// <summary>Why it was skipped, or what was wrong with it.</summary>
    public string? Reason { get; init; }
}

public enum FileStatus
{
    Converted,

    /// <summary>The newest file of its server and service, with an unfinished last line.</summary>
    Open,

    /// <summary>Not a Send log.</summary>
    Skipped,
}
