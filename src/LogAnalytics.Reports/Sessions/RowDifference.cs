namespace LogAnalytics.Reports.Sessions;

/// <summary>How a row of one session compares with the row of the other that does the same.</summary>
public enum RowDifference
{
    Same,

    /// <summary>Both sessions do it, and it says something else.</summary>
    Differs,
    LeftOnly,
    RightOnly,
}
