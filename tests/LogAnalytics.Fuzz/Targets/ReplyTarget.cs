using System.Globalization;
using System.Text;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Fuzz.Targets;

/// <summary>Single texts, line by line: replies and their families, greetings, commands, information rows, endpoints.</summary>
internal sealed class ReplyTarget : IFuzzTarget
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
        Check.That(
            reply.EnhancedCode is not { } enhanced
                || (text[3..].TrimStart(' ', '-').StartsWith(enhanced, StringComparison.Ordinal) && enhanced.Count(c => c == '.') == 2),
            "enhanced code");
        ReplyFamily? family = ReplyTaxonomy.BuiltIn.Classify(reply);
        Check.That(family is null || !reply.IsPositive, "no family for a positive reply");
        Check.That(family?.Code is null || family.Code == reply.Code, "the family's code");
        SmtpSession session = new() { SessionId = "" };
        Greeting.ReadBanner(session, text);
        Greeting.ReadEhloReply(session, text);
        Check.That(session.PublicAddress is not { } address || text.Contains($"[{address}]", StringComparison.Ordinal), "public address");
        Check.That(session.RemoteHost is not { } host || text.Contains(host, StringComparison.Ordinal), "remote host");
    }

    private static void CheckEndpoint(string text)
    {
        Endpoint endpoint = Endpoint.Parse(text);
        Check.Equal(text, endpoint.Text, "text of an endpoint");
        Check.Equal(text.Length == 0, endpoint.Address is null, "an address unless there is no text");
        Check.That(endpoint.Address is null || text.Contains(endpoint.Address, StringComparison.Ordinal), "address of an endpoint");
        Check.That(endpoint.Port is null or (>= 0 and <= ushort.MaxValue), "range of a port");
        Check.That(endpoint.Port is null || text[(text.LastIndexOf(':') + 1)..].Contains($"{endpoint.Port}", StringComparison.Ordinal), "port of an endpoint");
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
}
