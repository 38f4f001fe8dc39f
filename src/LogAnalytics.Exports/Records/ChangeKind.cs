namespace LogAnalytics.Exports;

/// <summary>What an administrative change was made to.</summary>
public enum ChangeKind
{
    HybridWizardRun,

    /// <summary>A warning of the wizard about attribution.</summary>
    WizardWarning,

    /// <summary><c>WhenChangedUTC</c> of an inbound connector, or an audited change of one.</summary>
    InboundConnector,
    SendConnector,
    AcceptedDomain,

    /// <summary>A certificate imported, enabled or removed.</summary>
    Certificate,
}
