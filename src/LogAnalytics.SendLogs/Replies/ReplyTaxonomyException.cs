namespace LogAnalytics.SendLogs.Replies;

/// <summary>A row of a table of reply families cannot be taken; the message says where, what is wrong and what to write instead.</summary>
public sealed class ReplyTaxonomyException(string file, int lineNumber, string problem, string remedy)
    : Exception($"{file}, line {lineNumber}: {problem} {remedy}")
{
    /// <summary>The table's name as the caller gave it.</summary>
    public string File { get; } = file;

    /// <summary>From 1.</summary>
    public int LineNumber { get; } = lineNumber;

    public string Problem { get; } = problem;

    public string Remedy { get; } = remedy;
}
