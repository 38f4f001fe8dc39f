namespace LogAnalytics.Evidence;

/// <summary>One run, as a line of the run log. Holds the hash of the line before it, so that none can be altered or taken out unseen.</summary>
public sealed record RunLogEntry
{
    /// <summary>From 1.</summary>
    public int Number { get; init; }

    /// <summary>Of the end of the run, UTC, ISO 8601.</summary>
    public required string Time { get; init; }

    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>Of the tool.</summary>
    public required string Version { get; init; }

    /// <summary>See <see cref="Hashing.Sha256Text.OfList"/>: all logs of the lake.</summary>
    public string InputsSha256 { get; init; } = "";

    public required string LakeSha256 { get; init; }

    /// <summary>See <see cref="Hashing.Sha256Text.OfList"/>: all files that the run wrote, except the run log, the manifest and its hash.</summary>
    public string OutputsSha256 { get; init; } = "";

    public required int ExitCode { get; init; }

    /// <summary>SHA-256 of the line before, its line feed included; zeros in the first.</summary>
    public string Previous { get; init; } = "";
}
