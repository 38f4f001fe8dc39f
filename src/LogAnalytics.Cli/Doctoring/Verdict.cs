namespace LogAnalytics.Cli.Doctoring;

/// <summary>How a check came out.</summary>
internal enum Verdict
{
    Ok,

    /// <summary>Works, and may not for long or not well.</summary>
    Warn,

    /// <summary>A run would not work.</summary>
    Fail,
}
