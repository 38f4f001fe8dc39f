namespace LogAnalytics.Reports.Sessions;

/// <summary>What a row does in its session.</summary>
/// <param name="Key">Rows of two sessions with the same key do the same: a reply is named for the command that it answers, e.g. <c>&lt; Rcpt</c>.</param>
/// <param name="Comparable">What the row says, less what differs between any two sessions: see <see cref="ComparableText"/>.</param>
public readonly record struct TranscriptStep(SessionPhase Phase, string Key, string Comparable);
