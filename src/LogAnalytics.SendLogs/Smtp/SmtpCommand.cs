using System.Text;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Reads the verbs of RFC 5321 and its extensions as the <c>&gt;</c> rows show them.</summary>
public static class SmtpCommand
{
    public static CommandKind KindOf(ReadOnlySpan<byte> data)
    {
        if (Starts(data, "RCPT TO:"u8))
            return CommandKind.Rcpt;
        if (Starts(data, "MAIL FROM:"u8))
            return CommandKind.Mail;
        if (Starts(data, "BDAT"u8))
            return data.TrimEnd((byte)' ').EndsWith("LAST"u8) ? CommandKind.BdatLast : CommandKind.Bdat;
        if (Starts(data, "DATA"u8))
            return CommandKind.Data;
        if (Starts(data, "EHLO"u8) || Starts(data, "HELO"u8))
            return CommandKind.Ehlo;
        return Starts(data, "STARTTLS"u8) ? CommandKind.StartTls : CommandKind.Other;
    }

    /// <summary>What follows the verb: <c>EHLO mail.contoso.com</c> → <c>mail.contoso.com</c>.</summary>
    public static ReadOnlySpan<byte> Argument(ReadOnlySpan<byte> data)
    {
        int blank = data.IndexOf((byte)' ');
        return blank < 0 ? [] : data[(blank + 1)..].Trim((byte)' ');
    }

    /// <summary>The mailbox of <c>MAIL FROM:&lt;a@b&gt; SIZE=18019</c>; empty for the null sender.</summary>
    public static ReadOnlySpan<byte> Path(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> rest = data[(data.IndexOf((byte)':') + 1)..].TrimStart((byte)' ');
        if (rest.IsEmpty)
            return rest;
        if (rest[0] != (byte)'<')
        {
            int blank = rest.IndexOf((byte)' ');
            return blank < 0 ? rest : rest[..blank];
        }

        int close = rest.IndexOf((byte)'>');
        return close < 0 ? rest[1..] : rest[1..close];
    }

    private static bool Starts(ReadOnlySpan<byte> data, ReadOnlySpan<byte> verb) =>
        data.Length >= verb.Length && Ascii.EqualsIgnoreCase(data[..verb.Length], verb);
}
