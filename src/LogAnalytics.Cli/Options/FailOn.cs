namespace LogAnalytics.Cli.Options;

/// <summary>Which incidents end a run with 1.</summary>
public enum FailOn
{
    Nothing,

    /// <summary>Those that the last analysis did not know.</summary>
    New,

    Any,
}
