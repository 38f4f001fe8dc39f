namespace LogAnalytics.SendLogs.Rows;

/// <summary>Bytes of a file that are neither a row nor a reject, or that its row does not give back; a closed list, stored by name.</summary>
public enum KeptKind
{
    /// <summary>The byte order mark at the start of the file.</summary>
    Mark,

    /// <summary>A <c>#</c> line.</summary>
    Header,

    /// <summary>Nothing but blanks and tabs.</summary>
    Blank,

    /// <summary>
    /// A row that is not spelled as Exchange would: other quoting, <c>007</c> for a sequence number, columns in another order, another
    /// line end than the file's first. It is a row as well.
    /// </summary>
    OddRow,

    /// <summary>More of a rejected line that is kept in pieces because of its length.</summary>
    Rest,

    /// <summary>The unfinished tail of a file that is still written to.</summary>
    Pending,
}

public static class KeptKinds
{
    /// <summary>The name in the lake, e.g. <c>odd_row</c>.</summary>
    public static string Name(this KeptKind kind) => kind switch
    {
        KeptKind.Mark => "mark",
        KeptKind.Header => "header",
        KeptKind.Blank => "blank",
        KeptKind.OddRow => "odd_row",
        KeptKind.Rest => "rest",
        KeptKind.Pending => "pending",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
