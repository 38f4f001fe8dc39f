namespace LogAnalytics.Diagnosis;

/// <summary>Answer of a name rule; no source settles every case.</summary>
public enum NameMatch
{
    No,
    CannotTell,
    Yes,
}
