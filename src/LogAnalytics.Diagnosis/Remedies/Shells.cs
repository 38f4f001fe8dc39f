namespace LogAnalytics.Diagnosis;

/// <summary>Where a command is typed.</summary>
public static class Shells
{
    public const string Management = "Exchange Management Shell";
    public const string Online = "Exchange Online PowerShell";
    public const string Local = "elevated local PowerShell";
}
