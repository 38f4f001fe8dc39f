using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Conversion;

/// <summary>What a conversion read, kept and could not read.</summary>
public sealed record ConvertReport
{
    /// <summary>Input files by what became of them in this run.</summary>
    public int FilesFound { get; set; }

    public int FilesConverted { get; set; }

    public int FilesUnchanged { get; set; }

    /// <summary>Of the unchanged files those that are Send logs.</summary>
    public int SendLogsUnchanged { get; set; }

    /// <summary>Lines of the unchanged files that could not be read; the input is as incomplete as when they were new.</summary>
    public long RejectedLinesUnchanged { get; set; }

    public int FilesOpen { get; set; }

    /// <summary>Read, and not taken in: all their rows are of days that were pruned.</summary>
    public int FilesPruned { get; set; }

    /// <summary>Taken in whole, though they have rows of days that were pruned.</summary>
    public int FilesReachingBack { get; set; }

    public long BytesRead { get; set; }

    public long EventLines { get; set; }

    public long RejectedLines { get; set; }

    public long DuplicateLines { get; set; }

    /// <summary>Files that the lake knows from this and earlier runs.</summary>
    public long FilesInLake { get; set; }

    /// <summary>Units that were built again from the lake, because the rules have changed since.</summary>
    public int UnitsRebuilt { get; set; }

    /// <summary>Files whose rejected lines were read again from the lake.</summary>
    public int FilesReplayed { get; set; }

    /// <summary>What became of the files that were read.</summary>
    public SortedDictionary<FileChange, int> Changes { get; } = [];

    /// <summary>What paths held before this run.</summary>
    public List<FileVersion> Versions { get; } = [];

    /// <summary>Path and reason of each foreign log, and of each link to a folder.</summary>
    public List<KeyValuePair<string, string>> Skipped { get; } = [];

    /// <summary>Path and reason of each file or folder that could not be read (to the end); with the remedy.</summary>
    public List<KeyValuePair<string, string>> Unreadable { get; } = [];

    /// <summary>Path and counts of each file with rejected lines.</summary>
    public List<KeyValuePair<string, string>> WithRejects { get; } = [];

    /// <summary>Paths whose lines, bytes or rows do not add up.</summary>
    public List<string> Unbalanced { get; } = [];

    /// <summary>What was damaged in the lake and mended on the way.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Logs that were deleted before this run could read them.</summary>
    public List<UnreadSpan> Unread { get; } = [];

    /// <summary>Path → SHA-256 of each Send log read in this run.</summary>
    public SortedDictionary<string, string> Inputs { get; } = new(StringComparer.Ordinal);
}
