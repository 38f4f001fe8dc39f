using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.Writing;

/// <summary>Logs that are no Send logs but lie in the same folders, so a reader has to tell them apart.</summary>
internal static class ForeignLogs
{
    public static IEnumerable<SpoiledFile> All(string server, string sendFolder, long startMs)
    {
        string hour = DateTimeOffset.FromUnixTimeMilliseconds(startMs).UtcDateTime.ToString("yyyyMMddHH", null);
        yield return Receive(server, $"{server}/TransportRoles/Logs/Hub/ProtocolLog/SmtpReceive/RECV{hour}-1.LOG", startMs);
        yield return Tracking(server, $"{server}/TransportRoles/Logs/MessageTracking/MSGTRK{hour}-1.LOG", startMs);
        yield return NoSendFields($"{sendFolder}/SEND{hour}-9.LOG", startMs);
    }

    private static SpoiledFile Receive(string server, string path, long startMs)
    {
        Utf8Builder text = Head("SMTP Receive Protocol Log", startMs, "date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context");
        (char Event, string Data, string Context)[] rows =
        [
            ('+', "", ""),
            ('>', $"220 {server}.contoso.com Microsoft ESMTP MAIL Service ready", ""),
            ('<', "EHLO scanner7.contoso.com", ""),
            ('>', $"250 {server}.contoso.com Hello [10.0.4.7] SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES 8BITMIME CHUNKING", ""),
            ('<', "MAIL FROM:<scanner@contoso.com>", ""),
            ('>', "250 2.1.0 Sender OK", ""),
            ('<', "QUIT", ""),
            ('>', "221 2.0.0 Service closing transmission channel", ""),
            ('-', "", "Local"),
        ];
        for (int i = 0; i < rows.Length; i++)
        {
            text.AddTime(startMs + 4000 + i * 2).Add((byte)',').Add(server).Add("\\Default Frontend "u8).Add(server).Add(",08DE7A00000000A1,"u8).Add(i)
                .Add(",10.0.1.11:25,10.0.4.7:50312,"u8).Add((byte)rows[i].Event).Add((byte)',').Add(rows[i].Data).Add((byte)',').Add(rows[i].Context).Add("\r\n"u8);
        }

        return Skipped(text, path, "receive", rows.Length, "a Receive log: same columns, other direction");
    }

    private static SpoiledFile Tracking(string server, string path, long startMs)
    {
        const int Rows = 4;
        Utf8Builder text = Head("Message Tracking Log", startMs, "date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,recipient-address");
        for (int i = 0; i < Rows; i++)
        {
            text.AddTime(startMs + 9000 + i * 400).Add(",10.0.4.7,,10.0.1.11,"u8).Add(server).Add(",,Tenant mailboxes,SMTP,SEND,"u8).Add(71_000 + i)
                .Add(",<track"u8).Add(i).Add("@contoso.com>,anna.abel@contoso.com\r\n"u8);
        }

        return Skipped(text, path, "message_tracking", Rows, "a message-tracking log");
    }

    private static SpoiledFile NoSendFields(string path, long startMs)
    {
        const int Rows = 3;
        Utf8Builder text = Head("SMTP Send Protocol Log", startMs, "date-time,connector-id,data,context");
        for (int i = 0; i < Rows; i++)
            text.AddTime(startMs + 15_000 + i).Add(",Tenant mailboxes,QUIT,\r\n"u8);
        return Skipped(text, path, "send", Rows, "its field list lacks session-id, sequence-number and event");
    }

    private static Utf8Builder Head(string logType, long startMs, string fields) => new Utf8Builder()
        .Add("#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: "u8).Add(logType)
        .Add("\r\n#Date: "u8).AddTime(startMs).Add("\r\n#Fields: "u8).Add(fields).Add("\r\n"u8);

    private static SpoiledFile Skipped(Utf8Builder text, string path, string logType, int rows, string why) => new(
        text.Written.ToArray(), [], new TruthFile
        {
            Path = path,
            LogType = logType,
            Bytes = text.Length,
            Lines = ServerLog.HeaderLines + rows,
            HeaderLines = ServerLog.HeaderLines,
            EventLines = 0,
            Skipped = true,
            Why = why,
        });
}
