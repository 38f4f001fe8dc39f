using LogAnalytics.SendLogs.Certificates;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What the rows before the first message of a session say; see <see cref="OpeningCache"/>.</summary>
/// <param name="Key">Texts of the rows, with what else of them counts.</param>
/// <param name="Host">That the banner names.</param>
/// <param name="Session">With all that the rows say, and nothing of one session alone.</param>
/// <param name="Talks">A command or a reply is among them.</param>
/// <param name="ReadsClock">The banner's date is the receiver's clock.</param>
internal sealed record SessionOpening(
    int[] Key, byte[] Host, SmtpSession Session, LoggedCertificate? Sent, LoggedCertificate? Remote, bool Talks, bool ReadsClock);
