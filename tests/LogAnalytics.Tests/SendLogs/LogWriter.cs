using System.Globalization;

namespace LogAnalytics.Tests.SendLogs;

/// <summary>Writes the rows of one session the way Exchange does: a field is quoted only if it holds a comma or a quote.</summary>
internal sealed class LogWriter(string sessionId = "08DE7A0000000001", int from = 0, string connector = "Outbound to Office 365")
{
    public const string Header =
        "#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: SMTP Send Protocol Log\r\n#Date: 2026-03-12T06:00:01.123Z\r\n"
        + "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\r\n";

    private readonly List<string> _lines = [];
    private int _sequence = from;
    private DateTime _time = new(2026, 3, 12, 6, 15, 13, 482, DateTimeKind.Utc);

    public string Local { get; set; } = "";

    public string Remote { get; set; } = "198.51.100.25:25";

    public IReadOnlyList<string> Lines => _lines;

    public string Text => Header + string.Concat(_lines.Select(line => line + "\r\n"));

    public static string Quote(string field) =>
        field.Contains(',') || field.Contains('"') ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field;

    public LogWriter Row(string logEvent, string data = "", string context = "")
    {
        string time = _time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string[] fields = [time, connector, sessionId, _sequence.ToString(CultureInfo.InvariantCulture), Local, Remote, logEvent, data, context];
        _lines.Add(string.Join(',', fields.Select(Quote)));
        _sequence++;
        _time = _time.AddMilliseconds(7);
        return this;
    }

    public LogWriter Send(params string[] commands) => Each(commands, ">");

    public LogWriter Reply(params string[] replies) => Each(replies, "<");

    public LogWriter Note(string context, string data = "") => Row("*", data, context);

    /// <summary>Rows that the log has lost.</summary>
    public LogWriter Lose(int rows)
    {
        _sequence += rows;
        return this;
    }

    public LogWriter Connect()
    {
        Row("*", "None", "Set Session Permissions").Note("attempting to connect");
        Local = "192.0.2.10:37964";
        return Row("+").Reply("220 AM5EUR02FT025.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:13 +0000");
    }

    public LogWriter Greet(string offers = "SIZE 157286400 PIPELINING DSN ENHANCEDSTATUSCODES STARTTLS 8BITMIME BINARYMIME CHUNKING") =>
        Send("EHLO mail.contoso.com").Reply($"250  AM5EUR02FT025.mail.protection.outlook.com Hello [203.0.113.9] {offers}");

    /// <summary>From connect to the EHLO inside TLS, in the newer dialect.</summary>
    public LogWriter Open() =>
        Connect().Greet().Send("STARTTLS").Reply("220 2.0.0 SMTP server ready")
            .Note(SentLabel, SentCertificate).Note(TlsRow).Note(RemoteLabel, RemoteCertificate)
            .Greet("SIZE 157286400 PIPELINING DSN ENHANCEDSTATUSCODES 8BITMIME BINARYMIME CHUNKING");

    public LogWriter Message(string id) => Note($"sending message with RecordId 167503004549 and InternetMessageId <{id}@contoso.com>");

    public LogWriter Quit() => Send("QUIT").Reply("221 2.0.0 Service closing transmission channel").Row("-", "", "Local");

    private LogWriter Each(string[] texts, string logEvent)
    {
        foreach (string text in texts)
            Row(logEvent, text);
        return this;
    }

    public const string TlsRow =
        "TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256 with strength 256 bits, "
        + "MAC hash algorithm CALG_SHA_384 with strength 0 bits and key exchange algorithm CALG_ECDH_EPHEM with strength 384 bits";

    public const string SentThumbprint = "A1B2C3D4E5F60718293A4B5C6D7E8F9001122334";
    public const string RemoteThumbprint = "0F1E2D3C4B5A69788796A5B4C3D2E1F001234567";

    public const string SentLabel =
        "Sending certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names";

    public const string RemoteLabel =
        "Remote certificate Subject Issuer name Serial number Thumbprint Not before Not after Subject alternate names";

    public const string SentCertificate =
        " CN=mail.contoso.com, O=Contoso CN=Issuing CA, O=\"Fabrikam, Ltd.\", C=US 0A1B2C " + SentThumbprint
        + " 2026-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z mail.contoso.com;contoso.com";

    public const string RemoteCertificate =
        " CN=mail.protection.outlook.com, O=Microsoft Corporation, L=Redmond, S=Washington, C=US CN=Cloud CA, C=US 3344 " + RemoteThumbprint
        + " 2026-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z mail.protection.outlook.com;*.mail.protection.outlook.com";
}
