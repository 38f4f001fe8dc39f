using System.Text;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Reports.Sessions;

/// <summary>
/// What a row says, less what differs between any two sessions: message and session ids, sizes, times, recipients and the receiver's
/// own host names. What tells sessions apart stays: reply codes and words, extensions, the address in <c>Hello [ip]</c>, certificates,
/// TLS, the sender's domain.
/// </summary>
public static class ComparableText
{
    private const string Masked = "…";

    public static string Of(TranscriptRow row) => row.Event switch
    {
        "+" => "",
        ">" => Command(row.Data),
        "<" => string.Join(' ', row.Data.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Word)),
        _ when row.Context.StartsWith("sending message", StringComparison.OrdinalIgnoreCase) => "",
        _ => row.Text.Trim(),
    };

    private static string Command(string data)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(data);
        return SmtpCommand.KindOf(bytes) switch
        {
            CommandKind.Mail => "MAIL " + DomainOf(Encoding.UTF8.GetString(SmtpCommand.Path(bytes))),
            CommandKind.Rcpt or CommandKind.Data or CommandKind.Bdat or CommandKind.BdatLast => "",
            _ => data.Trim(),
        };
    }

    private static string DomainOf(string mailbox) => mailbox.Length == 0 ? "<>" : mailbox[(mailbox.LastIndexOf('@') + 1)..].ToLowerInvariant();

    // Example: "[AM8EUR04FT055.eop-EUR04.prod.protection.outlook.com" and "2026-03-10T16:41:41.220Z" are masked, "[203.0.113.10]" is not.
    private static string Word(string word, int position)
    {
        // The codes of the reply.
        if (position < 2 && word.All(c => char.IsAsciiDigit(c) || c is '.' or '-'))
            return word;
        if (word is ['[', .., ']'] && System.Net.IPAddress.TryParse(word[1..^1], out _))
            return word;
        bool isName = word.Contains('@', StringComparison.Ordinal) || word.Contains('=', StringComparison.Ordinal) || word.Count(c => c == '.') >= 2;
        return isName || word.Any(char.IsAsciiDigit) && !IsExtension(word) || IsDateWord(word) ? Masked : word;
    }

    // 8BITMIME, SMTPUTF8: digits beside capital letters alone; a session id has digits in the majority.
    private static bool IsExtension(string word) =>
        word.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-') && word.Count(char.IsAsciiDigit) * 2 < word.Length;

    private static bool IsDateWord(string word) => word.TrimEnd(',') is
        "Mon" or "Tue" or "Wed" or "Thu" or "Fri" or "Sat" or "Sun"
        or "Jan" or "Feb" or "Mar" or "Apr" or "May" or "Jun" or "Jul" or "Aug" or "Sep" or "Oct" or "Nov" or "Dec";
}
