using LogAnalytics.SendLogs.Certificates;
using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Host suffixes by which the service names itself in banners, EHLO replies, refusals and its certificate.</summary>
public static class RemoteFamilies
{
    /// <summary>Only the service writes this word: companions with it come from the service, others (STARTTLS wanted) from anyone.</summary>
    private const string ServiceWord = "TenantInboundAttribution";

    // seen: protection.outlook.com, prod.outlook.com; expected: mx.microsoft and the sovereign clouds.
    private static readonly string[] _serviceSuffixes =
    [
        ".protection.outlook.com", ".prod.outlook.com", ".mx.microsoft", ".office365.us", ".partner.outlook.cn",
    ];

    private static readonly SearchedWord[] _searchedSuffixes = [.. _serviceSuffixes.Select(suffix => new SearchedWord(suffix))];

    public static bool IsServiceHost(ReadOnlySpan<char> host)
    {
        foreach (string suffix in _serviceSuffixes)
        {
            if (host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Does a reply name a host of the service, e.g. in its tail <c>[AM5EUR02FT025.eop-EUR02.prod.protection.outlook.com]</c>.</summary>
    public static bool NamesServiceHost(string text)
    {
        foreach (SearchedWord suffix in _searchedSuffixes)
        {
            int at = suffix.IndexIn(text);
            if (at > 0 && (at + suffix.Length == text.Length || !IsHostCharacter(text[at + suffix.Length])))
                return true;
        }

        return false;
    }

    /// <summary>A refusal that only the service sends, or a host of the service in a reply, tells who the remote is.</summary>
    public static void NoteReply(SmtpSession session, in ReplyRow row)
    {
        if (session.RemoteFamily == RemoteFamily.ExchangeOnline)
            return;
        if (row.Reply.IsPositive)
        {
            if (row.Reply.EnhancedCode == "2.6.0")
                NoteQueued(session, row.Reply.Text);
            return;
        }

        bool isServiceFamily = row.Family?.Class == FamilyClass.A
            || (row.Family?.Class == FamilyClass.B && row.Reply.Text.Contains(ServiceWord, StringComparison.OrdinalIgnoreCase));
        if (isServiceFamily)
            (session.RemoteFamily, session.RemoteEvidence) = (RemoteFamily.ExchangeOnline, "reply family");
        else if (NamesServiceHost(row.Reply.Text))
            (session.RemoteFamily, session.RemoteEvidence) = (RemoteFamily.ExchangeOnline, "host in reply");
    }

    /// <summary>The same for a reply that says that a message is queued, while the remote is not known as the service.</summary>
    /// <param name="text">The reply, or what stands in it behind the message id.</param>
    public static void NoteQueued(SmtpSession session, ReadOnlySpan<char> text)
    {
        if (IsServiceHost(QueuedBy(text)))
            (session.RemoteFamily, session.RemoteEvidence) = (RemoteFamily.ExchangeOnline, "host in reply");
    }

    /// <summary>Where no reply told: by the banner's host, else by the names of the remote's certificate.</summary>
    public static void NoteNames(SmtpSession session)
    {
        if (session.RemoteFamily != RemoteFamily.Unknown)
            return;
        if (session.RemoteHost is { } host && IsServiceHost(host))
            (session.RemoteFamily, session.RemoteEvidence) = (RemoteFamily.ExchangeOnline, "banner host");
        else if (session.RemoteCertificate is { } certificate && NamesService(certificate))
            (session.RemoteFamily, session.RemoteEvidence) = (RemoteFamily.ExchangeOnline, "remote certificate");
        else if (session.RemoteHost is not null)
            (session.RemoteFamily, session.RemoteEvidence) = (RemoteFamily.Other, "banner host");
    }

    // CN=mail.protection.outlook.com, O=…; the suffixes begin with a dot, a name need not.
    private static bool NamesService(LoggedCertificate certificate) =>
        (certificate.Subject is { } subject && NamesServiceHost(subject.Replace("CN=", "CN=.", StringComparison.OrdinalIgnoreCase)))
        || (certificate.AlternateNames is { } names && names.Any(name => IsServiceHost("." + name)));

    // 250 2.6.0 <id> [InternalId=1, Hostname=AM5PR01MB0001.eurprd01.prod.outlook.com] … Queued mail for delivery
    // The id before it may hold a host of the service too: that is where the message was written, whoever takes it.
    private static ReadOnlySpan<char> QueuedBy(ReadOnlySpan<char> text)
    {
        const string label = "Hostname=";
        int at = text.IndexOf(label, StringComparison.Ordinal);
        if (at < 0)
            return [];
        ReadOnlySpan<char> rest = text[(at + label.Length)..];
        int end = rest.IndexOfAny(']', ',', ' ');
        return end < 0 ? rest : rest[..end];
    }

    private static bool IsHostCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.';
}
