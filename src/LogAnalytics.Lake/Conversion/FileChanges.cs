using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Conversion;

/// <summary>What became of an input since it was read before; told by content, never by name or time alone.</summary>
public enum FileChange
{
    /// <summary>Not seen before.</summary>
    New,

    /// <summary>Touched, with the same content.</summary>
    Same,

    /// <summary>The earlier content with more behind it: replaces its earlier version.</summary>
    Grown,

    /// <summary>Other content under the name; the rows of the earlier one stay.</summary>
    Rewritten,

    /// <summary>The beginning of the earlier content; what was cut off stays in the lake.</summary>
    Truncated,

    /// <summary>The content of a file that is gone from its place: takes over its rows.</summary>
    Renamed,

    /// <summary>The content of another file that is still there: every row is a duplicate.</summary>
    Copied,
}

/// <summary>How changes are told in the ledger.</summary>
public static class FileChanges
{
    private const string Rewritten = "its name now holds other content";
    private const string Truncated = "its file was cut to its beginning since";

    /// <summary>The row stands for content that is no longer at its path; its rows stay.</summary>
    public static bool IsReplaced(LedgerRow row) => row.Reason is Rewritten or Truncated;

    public static LedgerRow Replaced(LedgerRow row, FileChange change) =>
        row with { Reason = change == FileChange.Truncated ? Truncated : Rewritten };
}
