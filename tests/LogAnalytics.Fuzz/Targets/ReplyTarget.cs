using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Fuzz.Targets;

/// <summary>Single texts, line by line: replies and their families, greetings, commands, information rows, endpoints.</summary>
internal sealed partial class ReplyTarget : IFuzzTarget
{
    public string Name => "reply";

    public void Run(byte[] input)
    {
        foreach (Range range in input.AsSpan().Split((byte)'\n'))
        {
            byte[] line = input[range];
            string text = Encoding.UTF8.GetString(line);
            CheckEndpoint(text);
            CheckCommand(line);
            CheckInformation(text);
            if (SmtpReply.LooksLikeReply(line))
                CheckReply(text);
        }
    }

    private static void CheckReply(string text)
    {
        SmtpReply reply = SmtpReply.Parse(text);
        Check.Equal(text[..3], reply.Code.ToString(CultureInfo.InvariantCulture), "code");
        Check.Equal(text, reply.Text, "text");
        Check.That((reply.IsPositive ? 1 : 0) + (reply.IsTransient ? 1 : 0) + (reply.IsPermanent ? 1 : 0) <= 1, "one class of reply");
        Check.Equal(EnhancedCodeOf(text), reply.EnhancedCode, "enhanced code");
        ReplyFamily? family = ReplyTaxonomy.BuiltIn.Classify(reply);
        Check.That(family is null || !reply.IsPositive, "no family for a positive reply");
        Check.That(family?.Code is null || family.Code == reply.Code, "the family's code");
        CheckClocks(text);
        SmtpSession session = new() { SessionId = default };
        Greeting.ReadBanner(session, text);
        Greeting.ReadEhloReply(session, text);
        Check.That(session.PublicAddress is not { } address || text.Contains($"[{address}]", StringComparison.Ordinal), "public address");
        Check.That(session.RemoteHost is not { } host || text.Contains(host, StringComparison.Ordinal), "remote host");
    }

    // RFC 3463, 2, behind the code; a '#' before it and a dot behind it are no part of it.
    private static string? EnhancedCodeOf(string text)
    {
        string code = EnhancedCode().Match(text).Groups["code"].Value;
        return code.Length > 0 && (code[0] == text[0] || (code[0] is '4' or '5' && text[0] is '4' or '5')) ? code : null;
    }

    private static void CheckClocks(string text)
    {
        if (ReceiverBracket.Find(text) is { } bracket)
        {
            string time = bracket.Time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            string inside = string.Join(" +", Regex.Escape(bracket.Host), Regex.Escape(time), Regex.Escape(bracket.SessionId));
            Check.That(bracket.Time.Kind == DateTimeKind.Utc && Regex.IsMatch(text, $"\\[ *{inside} *\\]", RegexOptions.CultureInvariant), "bracket of the receiver");
        }

        // An offset is at most 99:59, and does not touch the seconds.
        if (BannerDate.Find(text) is { } date)
            Check.That(date.Kind == DateTimeKind.Utc && text.Contains($":{date.Second:00}", StringComparison.Ordinal), "date of the banner");
    }

    private static void CheckEndpoint(string text)
    {
        Endpoint endpoint = Endpoint.Parse(Utf8Text.Of(text));
        Check.Equal(text, endpoint.Text.ToString(), "text of an endpoint");
        Match parts = AddressAndPort().Match(text);
        bool hasPort = parts.Success && int.Parse(parts.Groups["port"].Value, CultureInfo.InvariantCulture) <= ushort.MaxValue;
        Check.Equal(hasPort ? int.Parse(parts.Groups["port"].Value, CultureInfo.InvariantCulture) : null, endpoint.Port, "port of an endpoint");
        string address = hasPort ? parts.Groups["address"].Value : text;
        if (address.Length >= 2 && address[0] == '[' && address[^1] == ']')
            address = address[1..^1];
        Check.Equal(address, endpoint.Address?.ToString() ?? "", "address of an endpoint");
        Check.That(endpoint.Address?.IsEmpty != true, "no address is null");
    }

    private static void CheckCommand(byte[] line)
    {
        string text = Encoding.Latin1.GetString(line);
        CommandKind kind = SmtpCommand.KindOf(line);
        Check.Equal(text.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase), kind == CommandKind.Rcpt, "RCPT TO");
        Check.Equal(text.StartsWith("MAIL FROM:", StringComparison.OrdinalIgnoreCase), kind == CommandKind.Mail, "MAIL FROM");
        Check.That(line.AsSpan().IndexOf(SmtpCommand.Path(line)) >= 0, "path of a command");
        Check.That(line.AsSpan().IndexOf(SmtpCommand.Argument(line)) >= 0, "argument of a command");
    }

    private static void CheckInformation(string text)
    {
        Check.That(!InformationRow.TryMessageId(text, out string? id) || text.Contains(id, StringComparison.Ordinal), "message id");
        Check.That(!InformationRow.TryTlsError(text, out string? error) || text.Contains(error, StringComparison.Ordinal), "TLS error");
        bool isTls = InformationRow.TryTls(text, out string? protocol, out string? cipher);
        Check.That(!isTls || text.Contains(protocol!, StringComparison.Ordinal), "TLS protocol");
        Check.That(cipher is null || (isTls && text.Contains(cipher, StringComparison.Ordinal)), "TLS cipher");
        _ = InformationRow.IsFailedConnect(text);
    }

    [GeneratedRegex("^[0-9]{3}[ -]*#?(?<code>[245]\\.[0-9]{1,3}\\.[0-9]{1,3})(?!\\.?[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();

    [GeneratedRegex("^(?<address>.*):(?<port>[0-9]{1,5})\\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex AddressAndPort();
}
