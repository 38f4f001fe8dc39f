using System.Globalization;
using System.Text;

namespace LogAnalytics.Tests.Lake;

/// <summary>Writes small Send logs by hand: the header, then rows as given.</summary>
internal static class LogRows
{
    public const string Header =
        "#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: SMTP Send Protocol Log\r\n#Date: 2026-03-10T00:00:00.000Z\r\n"
        + "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\r\n";

    public static string Row(DateTime time, string session, int sequence, string logEvent, string data, string context = "") =>
        string.Create(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},Relay,{session},{sequence},10.0.0.1:1025,192.0.2.38:25,{logEvent},{data},{context}\r\n");

    /// <summary>A whole session of one accepted message: sixteen rows, one each step.</summary>
    public static IReadOnlyList<string> Session(string session, DateTime start, TimeSpan step)
    {
        (string Event, string Data)[] rows =
        [
            ("*", ""), ("+", ""), ("<", "220 DB5EUR03FT041.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready"), (">", "EHLO ex01.contoso.com"),
            ("<", "250 DB5EUR03FT041.mail.protection.outlook.com Hello [203.0.113.10] SIZE 157286400 PIPELINING STARTTLS"),
            (">", "MAIL FROM:<ana@contoso.com> SIZE=100"), (">", "RCPT TO:<bob@fabrikam.com>"), ("<", "250 2.1.0 Sender OK"), ("<", "250 2.1.5 Recipient OK"),
            (">", "DATA"), ("<", "354 Start mail input; end with <CRLF>.<CRLF>"), ("<", "250 2.6.0 <1@ex01.contoso.com> [InternalId=1] Queued mail for delivery"),
            (">", "QUIT"), ("<", "221 2.0.0 Service closing transmission channel"), ("-", ""),
        ];
        return [.. rows.Select((row, i) => Row(start + (step * i), session, i, row.Event, row.Data))];
    }

    public static string FileName(DateTime hour) => string.Create(CultureInfo.InvariantCulture, $"SEND{hour:yyyyMMddHH}-1.LOG");

    /// <summary>Spreads rows over the hour files that Exchange would have written them to; rows keep their order.</summary>
    public static void WriteByHour(string folder, IEnumerable<string> rows)
    {
        Directory.CreateDirectory(folder);
        foreach (IGrouping<string, string> hour in rows.GroupBy(row => row[..13]))
        {
            DateTime start = DateTime.ParseExact(hour.Key, "yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
            File.WriteAllText(Path.Combine(folder, FileName(start)), Header + string.Concat(hour), new UTF8Encoding(false));
        }
    }
}
