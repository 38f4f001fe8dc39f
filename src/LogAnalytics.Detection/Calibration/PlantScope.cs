namespace LogAnalytics.Detection.Calibration;

/// <summary>Whose mail a planted incident has hold of.</summary>
public enum PlantScope
{
    /// <summary>All of the series.</summary>
    All,

    /// <summary>One server's.</summary>
    Server,

    /// <summary>What was sent with one certificate.</summary>
    Certificate,

    /// <summary>One sender domain's: reported as an observation, and no incident.</summary>
    SenderDomain,
}
