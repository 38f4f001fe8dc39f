using System.Text.Json.Serialization;

namespace LogAnalytics.Inputs.Planning;

/// <summary>A log as a plan saw it: what is to be read of it, whatever becomes of the file afterwards.</summary>
public sealed record PlannedInput
{
    /// <summary>Relative to the INPUT root, with <c>/</c>; <c>a.zip!/member</c> for members. As in the ledger.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes on disk (compressed where it is); of a member what it says that it unpacks to.</summary>
    public required long Bytes { get; init; }

    /// <summary>Which of the plan's roots it lies under.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Root { get; init; }

    /// <summary>Path of the file on disk relative to its root, with <c>/</c>; null where it is <see cref="Path"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>Path within the archive; null for plain and gzip files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Member { get; init; }

    /// <summary>SHA-256 of the (unpacked) content, lower-case hex; null where it was not read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sha256 { get; init; }

    /// <param name="roots">Those of the plan.</param>
    public string DiskPath(IReadOnlyList<string> roots) => System.IO.Path.Combine(roots[Root], File ?? Path);
}
