namespace LogAnalytics.Lake.Restoring;

/// <summary>What was checked, and what is not as it was written.</summary>
public sealed record VerifyReport
{
    public int Tables { get; set; }

    public int Units { get; set; }

    public int Files { get; set; }

    public long Bytes { get; set; }

    public long Rows { get; set; }

    /// <summary>Days whose tables were made by other rules and can only be proved to hold the logs.</summary>
    public int StaleUnits { get; set; }

    /// <summary>Where and what.</summary>
    public List<KeyValuePair<string, string>> Problems { get; } = [];
}
