namespace LogAnalytics.Lake.Restoring;

/// <summary>What was written again.</summary>
public sealed record RestoreReport
{
    public int Files { get; set; }

    public long Bytes { get; set; }

    /// <summary>Files that lay there already, byte for byte.</summary>
    public int FilesPresent { get; set; }

    /// <summary>Of these the ones that were compressed: their content is written.</summary>
    public int FilesUnpacked { get; set; }

    /// <summary>Paths of files that were asked for and pruned before: the lake no longer has them.</summary>
    public List<string> Pruned { get; } = [];

    /// <summary>Path and what is wrong with it; such a file is not written.</summary>
    public List<KeyValuePair<string, string>> Problems { get; } = [];
}
