namespace LogAnalytics.Samples;

/// <summary>How the servers of a tree write replies and certificates.</summary>
public enum SampleDialect
{
    /// <summary>Exchange 2016 and later: one row per reply, one folded row per certificate.</summary>
    New,

    /// <summary>Exchange 2010 and 2013: one row per reply line, six rows per sent certificate.</summary>
    Old,

    /// <summary>Servers with an odd number write the new dialect, the others the old one.</summary>
    Mixed,
}
