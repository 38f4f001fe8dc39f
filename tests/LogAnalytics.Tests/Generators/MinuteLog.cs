using System.Globalization;
using System.Text;

namespace LogAnalytics.Tests.Generators;

/// <summary>The Send log of one server with a session of one message a minute, whose recipient is accepted or refused for attribution.</summary>
internal sealed class MinuteLog(DateTime start)
{
    private readonly StringBuilder _log = new(string.Create(CultureInfo.InvariantCulture, $"#Software: Microsoft Exchange Server\n#Version: 15.0.0.0\n#Log-type: SMTP Send Protocol Log\n#Date: {start:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n")
        + "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n");
    private int _minute;

    public void Add(string connector, bool failed)
    {
        int row = 0;
        Add("+", "");
        Add("<", "\"220 DB4EUR04FT060.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at Tue, 10 Mar 2026 06:00:00 +0000\"");
        Add(">", "EHLO EX01.contoso.com");
        Add("<", "250 DB4EUR04FT060.mail.protection.outlook.com Hello [203.0.113.10] SIZE 157286400 PIPELINING STARTTLS");
        Add("*", "", $"sending message with RecordId {_minute} and InternetMessageId <{_minute}@contoso.com>");
        Add(">", "MAIL FROM:<ann@contoso.com> SIZE=3168");
        Add("<", "250 2.1.0 Sender OK");
        Add(">", $"RCPT TO:<kim@partner{_minute % 7}.example>");
        Add("<", failed ? "550 5.7.64 TenantAttribution; Relay Access Denied [DB4EUR04FT060.mail.protection.outlook.com]" : "250 2.1.5 Recipient OK");
        if (!failed)
        {
            Add(">", "BDAT 3168 LAST");
            Add("<", $"\"250 2.6.0 <{_minute}@contoso.com> [InternalId={_minute}, Hostname=DB6PR06MB8938.eurprd07.prod.outlook.com] 4463 bytes in 0.336, 9,428 KB/sec Queued mail for delivery\"");
        }

        Add(">", "QUIT");
        Add("<", "221 2.0.0 Service closing transmission channel");
        Add("-", "", "Local");
        _minute++;

        void Add(string @event, string data, string context = "")
        {
            DateTime time = start.AddMinutes(_minute).AddMilliseconds(5 * row);
            _log.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{connector},{0x08DEC0D33E460000 + _minute:X16},{row++},10.0.1.11:{35000 + _minute},192.0.2.45:25,{@event},{data},{context}\n");
        }
    }

    public override string ToString() => _log.ToString();
}
