using System.Text.Json.Serialization;

namespace LogAnalytics.Samples;

/// <summary>What a tree really holds; written beside it as truth.json.</summary>
public sealed record SampleTruth
{
    /// <summary>Version of this shape.</summary>
    public string Schema { get; init; } = "loganalytics/sample-truth/1";

    /// <summary>Kind id.</summary>
    public required string Kind { get; init; }

    /// <summary>The seed that was given.</summary>
    public required int Seed { get; init; }

    /// <summary>new, old or mixed.</summary>
    public required SampleDialect Dialect { get; init; }

    /// <summary>First instant of the span in which sessions start, UTC.</summary>
    public required DateTime Start { get; init; }

    /// <summary>End of that span; sessions under way run over it.</summary>
    public required DateTime End { get; init; }

    /// <summary>One per server.</summary>
    public required IReadOnlyList<TruthServer> Servers { get; init; }

    /// <summary>Sums over the tree.</summary>
    public required TruthTotals Totals { get; init; }

    /// <summary>Zero or one incident.</summary>
    public required IReadOnlyList<TruthIncident> Incidents { get; init; }

    /// <summary>Findings that are no incident.</summary>
    public required IReadOnlyList<TruthObservation> Observations { get; init; }

    /// <summary>Logs that were taken out again; null when none were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TruthGap>? Gaps { get; init; }

    /// <summary>One per file; empty for trees of more than 1000 files.</summary>
    public required IReadOnlyList<TruthFile> Files { get; init; }

    /// <summary>Null where no exports were written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TruthExports? Exports { get; init; }
}

/// <summary>One server of the tree.</summary>
/// <param name="Name">Folder name.</param>
/// <param name="Dialect">new or old.</param>
/// <param name="ReceiverAheadMs">What the receivers' clocks show minus what this server's clock shows.</param>
public sealed record TruthServer(string Name, SampleDialect Dialect, int ReceiverAheadMs);

/// <summary>Sums over all Send logs of the tree.</summary>
public sealed record TruthTotals
{
    /// <summary>Log files, archives and foreign logs; truth.json is not counted.</summary>
    public required long Files { get; init; }

    /// <summary>Their size on disk.</summary>
    public required long Bytes { get; init; }

    /// <summary>Event lines, so neither header nor blank lines nor unreadable ones.</summary>
    public required long Rows { get; init; }

    /// <summary>Distinct sessions.</summary>
    public required long Sessions { get; init; }

    /// <summary>RCPT TO rows.</summary>
    public required long Recipients { get; init; }

    /// <summary>Messages in sessions with the service over a relay connector that passed or failed.</summary>
    public required long Trials { get; init; }

    /// <summary>Trials with an attribution error.</summary>
    public required long TrialsFailed { get; init; }

    /// <summary>Failed trials that belong to no incident.</summary>
    public required long TrialsFailedInBackground { get; init; }
}

/// <summary>One file of the tree. Numbers that are 0, false and null are left out of truth.json.</summary>
public sealed record TruthFile
{
    /// <summary>Relative path with forward slashes; a member of an archive as <c>a.zip!/member</c>.</summary>
    public required string Path { get; init; }

    /// <summary>send, receive, message_tracking, other or none.</summary>
    public string LogType { get; init; } = "send";

    /// <summary>Size of the (unpacked) content.</summary>
    public required long Bytes { get; init; }

    /// <summary>Lines that end in a line feed, and a last one without.</summary>
    public required long Lines { get; init; }

    /// <summary>Lines that begin with #.</summary>
    public required long HeaderLines { get; init; }

    /// <summary>Empty lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long BlankLines { get; init; }

    /// <summary>Send rows that can be read, and were not read from another file already.</summary>
    public required long EventLines { get; init; }

    /// <summary>Send rows that another file of the tree holds as well.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long DuplicateLines { get; init; }

    /// <summary>Lines of a Send log that are no row.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long RejectedLines { get; init; }

    /// <summary>Bytes after the last line feed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long UnfinishedTailBytes { get; init; }

    /// <summary>True when a reader has to leave the whole file out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Skipped { get; init; }

    /// <summary>What is special about the file; null when nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Why { get; init; }
}

/// <summary>A finding that is no incident.</summary>
/// <param name="Kind">persistent_unverified_sender or partner_refusal.</param>
/// <param name="Domain">The sender or recipient domain.</param>
/// <param name="Connector">Connector id.</param>
/// <param name="First">First session or message concerned, about.</param>
/// <param name="Last">Last one, about.</param>
/// <param name="Count">How many.</param>
public sealed record TruthObservation(string Kind, string Domain, string Connector, DateTime First, DateTime Last, long Count);
