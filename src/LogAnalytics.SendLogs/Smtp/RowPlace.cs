namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Where a row stands.</summary>
public readonly record struct RowPlace(int FileRank, long LineNumber);
