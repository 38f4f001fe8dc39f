using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Tables;

/// <summary>A session on its way into the tables.</summary>
/// <param name="PartId">Unit and part as one number.</param>
/// <param name="Number">Number of the session in its part.</param>
/// <param name="Split">Number among the sessions that share a placeholder id; 0 otherwise.</param>
/// <param name="Kind">Number of its kind in its part, see <see cref="SessionKindsTable"/>.</param>
/// <param name="FirstRow">Place of its first row.</param>
public readonly record struct WrittenSession(SmtpSession Session, long PartId, int Number, int Split, int Kind, RowPlace FirstRow, SessionConstants Constants);
