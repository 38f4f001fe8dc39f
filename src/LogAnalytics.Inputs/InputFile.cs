using LogAnalytics.Inputs.Archives;

namespace LogAnalytics.Inputs;

/// <summary>One log to read: a file, or a member of an archive.</summary>
public sealed class InputFile
{
    /// <summary>Path relative to the INPUT root, with <c>/</c>; <c>a.zip!/member</c> for members.</summary>
    public required string Path { get; init; }

    /// <summary>Full path of the file on disk.</summary>
    public required string DiskPath { get; init; }

    /// <summary>Where it lies inside the archive; null for plain and gzip files.</summary>
    public ZipMember? Member { get; init; }

    public required string Server { get; init; }

    /// <summary>Exchange transport service, e.g. <c>Hub</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Instant and instance in the name; what sorts files in the order they were written.</summary>
    public required LogFileName Name { get; init; }

    /// <summary>Bytes on disk (compressed where it is); of a member what it says that it unpacks to.</summary>
    public required long DiskBytes { get; init; }

    public required DateTime ModifiedUtc { get; init; }

    /// <summary>Folder that <see cref="Path"/> is relative to; empty where it does not matter.</summary>
    public string Root { get; init; } = "";

    /// <summary>No more of a plain file is read than a plan saw; null: to its end.</summary>
    public long? MostBytes { get; init; }

    /// <summary>What the content must hash to (SHA-256, lower-case hex); null: not known.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How far it is unpacked where it is packed.</summary>
    public InputLimits Limits { get; init; } = InputLimits.Default;

    /// <summary>A plain file may still be written to; a copy in an archive is finished.</summary>
    public bool MayGrow => Member is null && !LogExtensions.IsGzip(DiskPath);

    /// <summary>Canonical order of a listing: by server and service, then as written.</summary>
    public static int CompareInListing(InputFile a, InputFile b)
    {
        int order = string.CompareOrdinal(a.Server, b.Server);
        order = order != 0 ? order : string.CompareOrdinal(a.Service, b.Service);
        return order != 0 ? order : CompareAsWritten(a, b);
    }

    /// <summary>Canonical order of one log: as written; the path decides where names say nothing.</summary>
    public static int CompareAsWritten(InputFile a, InputFile b)
    {
        int order = a.Name.CompareTo(b.Name);
        return order != 0 ? order : string.CompareOrdinal(a.Path, b.Path);
    }
}
