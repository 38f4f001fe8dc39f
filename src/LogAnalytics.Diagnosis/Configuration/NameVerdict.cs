namespace LogAnalytics.Diagnosis;

/// <summary>What the tenant's inbound connectors say about a change of names.</summary>
internal enum NameVerdict
{
    /// <summary>No connector was exported.</summary>
    Unknown,

    /// <summary>The rules, or what the exports hold, do not decide.</summary>
    CannotTell,

    /// <summary>A connector matches the old names, none the new ones.</summary>
    Explains,

    /// <summary>None matches the new names; what the old ones were is not known.</summary>
    NewUnmatched,

    /// <summary>None matches old or new: the export is another tenant's, or attribution was by address.</summary>
    NeitherMatches,

    /// <summary>A connector matches the new names: they cannot be what broke.</summary>
    StillMatches,

    /// <summary>A connector matches the new names, and was changed after the failures began: most likely the repair.</summary>
    RepairedLater,

    /// <summary>A connector matches the new names, and its domain is no accepted domain.</summary>
    NotAccepted,
}
