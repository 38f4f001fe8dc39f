namespace LogAnalytics.SendLogs.Replies;

/// <summary>What a family of refusals means for attribution.</summary>
public enum FamilyClass
{
    /// <summary>Attribution failed: counted.</summary>
    A,

    /// <summary>Companion of the same trouble: shown beside, never counted.</summary>
    B,

    /// <summary>Look-alike: never counted.</summary>
    C,
}
