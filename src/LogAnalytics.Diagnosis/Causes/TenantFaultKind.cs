namespace LogAnalytics.Diagnosis;

/// <summary>What is wrong with the inbound connector of a certificate.</summary>
internal enum TenantFaultKind
{
    /// <summary>It is in order.</summary>
    None,
    Disabled,

    /// <summary>None matches.</summary>
    Unmatched,

    /// <summary>The domain of its value is no accepted domain.</summary>
    NotAccepted,
}
