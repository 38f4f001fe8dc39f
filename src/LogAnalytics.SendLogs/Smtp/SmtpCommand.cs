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
            return IsLastChunk(data) ? CommandKind.BdatLast : CommandKind.Bdat;
        if (Starts(data, "DATA"u8))
            return CommandKind.Data;
        if (Starts(data, "EHLO"u8))
            return CommandKind.Ehlo;
        if (Starts(data, "HELO"u8))
            return CommandKind.Helo;
        if (Starts(data, "STARTTLS"u8))
            return CommandKind.StartTls;
        if (Starts(data, "RSET"u8))
            return CommandKind.Reset;
        if (Starts(data, "QUIT"u8))
            return CommandKind.Quit;
        return Starts(data, "<"u8) ? CommandKind.Continuation : CommandKind.Other;
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

        int close = EndOfPath(rest);
        return close < 0 ? rest[1..] : rest[1..close];
    }

    // <"a>b"@contoso.com>: a quoted local part may hold the bracket. A quote that never closes is none.
    private static int EndOfPath(ReadOnlySpan<byte> path)
    {
        bool quoted = false;
        for (int i = 1; i < path.Length; i++)
        {
            if (path[i] == (byte)'"' && path[i - 1] != (byte)'\\')
                quoted = !quoted;
            else if (path[i] == (byte)'>' && !quoted)
                return i;
        }

        return path.IndexOf((byte)'>');
    }

    // BDAT 9000 LAST
    private static bool IsLastChunk(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> chunk = data.TrimEnd((byte)' ');
        return chunk.Length > 4 && Ascii.EqualsIgnoreCase(chunk[^4..], "LAST"u8);
    }

    private static bool Starts(ReadOnlySpan<byte> data, ReadOnlySpan<byte> verb) =>
        data.Length >= verb.Length && Ascii.EqualsIgnoreCase(data[..verb.Length], verb);
}
