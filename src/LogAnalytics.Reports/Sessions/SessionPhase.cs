namespace LogAnalytics.Reports.Sessions;

/// <summary>How far a session is: what its rows are about.</summary>
public enum SessionPhase
{
    Connect,
    Greeting,
    Tls,
    Mail,
    Recipient,
    Data,
    Close,
}
