namespace LogAnalytics.Reports.Findings;

/// <summary>run.json: how the results came about.</summary>
public sealed record RunRecord
{
    public string Schema { get; init; } = "loganalytics/run/1";

    public required string Verb { get; init; }

    public required IReadOnlyList<string> CommandLine { get; init; }

    public required string Version { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime EndedAt { get; init; }

    /// <summary>When the results beside it were found: in this run, or in an earlier one since which nothing has changed. As generated_at in findings.json.</summary>
    public DateTime? AnalyzedAt { get; init; }

    /// <summary>Send logs read in this run, with the SHA-256 of their content.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>Side inputs of this run, with the SHA-256 of their content; null for what could not be read.</summary>
    public IReadOnlyDictionary<string, string?> Exports { get; init; } = new SortedDictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>As in findings.json.</summary>
    public IReadOnlyList<Override> Overrides { get; init; } = [];

    public required IReadOnlyDictionary<string, long> Counts { get; init; }

    /// <summary>Seconds per stage.</summary>
    public required IReadOnlyDictionary<string, double> TimingsSeconds { get; init; }

    /// <summary>Foreign logs, unreadable files, rejects: path and reason.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Problems { get; init; }

    public required int ExitCode { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }
}
