using System.Text.Json;
using LogAnalytics.Samples;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.Tests.Samples;

namespace LogAnalytics.Tests.SendLogs.Smtp;

/// <summary>An interpreter that remembers openings and messages says what one says that reads every row.</summary>
public class RememberedSessionsTests
{
    private static readonly string[] _banners =
    [
        "220 AM5EUR02FT025.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:13 +0000",
        "220 AM5EUR02FT025.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:09 +0000",
        "220 AM5EUR02FT025.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 08:15:13 +0200",
        "220 AM5EUR02FT025.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at no date",
        "220 AM5EUR02FT025.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at ****************",
        "220 AM5EUR02FT025.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at [h 2026-03-12T06:15:13.000Z 08DD]",
        "220 ** Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:13 +0000",
        "220 10:11:12 Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:13 +0000",
        "220 2.6.0 Microsoft ESMTP MAIL Service ready at Hostname=a.prod.outlook.com",
        "220 mx.fabrikam.com Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:13 +0000",
        "220 mx.fabrikam.com ESMTP Thu, 12 Mar 2026 06:15:13 +0000",
        "421 4.3.2 Service not available",
    ];

    private static readonly string[] _queued =
    [
        "250 2.6.0 <m1@contoso.com> [InternalId=1, Hostname=AM7PR01MB3638.eurprd02.prod.outlook.com] 9000 bytes in 0.1, 88 KB/sec Queued mail for delivery",
        "250 2.6.0 <m1@contoso.com> [InternalId=2, Hostname=mx.fabrikam.com] 9001 bytes in 0.2, 44 KB/sec Queued mail for delivery",
        "250 2.6.0 <m1=@contoso.com> [InternalId=3, Hostname=x.prod.outlook.com] 1 bytes Queued mail for delivery",
        "250 2.6.0 <m1@contoso.com> [InternalId=4 [h 2026-03-12T06:15:13.000Z 08DD] Queued mail for delivery",
        "250 2.0.0 OK",
        "550 5.7.64 TenantAttribution; Relay Access Denied [AM5.prod.protection.outlook.com 2026-03-12T06:15:14.000Z 08DD3FA5DBC8F401]",
        "451 4.7.500 Server busy",
    ];

    private static readonly string[] _toRecipient =
    [
        "250 2.1.5 Recipient OK", "250 2.1.5 Recipient OK", "250 2.1.5 Recipient OK", "550 5.1.1 User unknown", "550 5.7.64 TenantAttribution; Relay Access Denied",
        "451 4.7.5 try again [x.prod.protection.outlook.com]", "250-2.1.5 two", "*****",
    ];

    [Theory, MemberData(nameof(SampleTreeTests.LogKinds), MemberType = typeof(SampleTreeTests))]
    public void Interpret_samples_gives_what_every_row_says(string kind)
    {
        using var tree = new TreeFolder(TreeFolder.Small(kind) with { Dialect = SampleDialect.Mixed });
        Check([.. tree.Logs().SelectMany((path, rank) => Reading.Of(File.ReadAllBytes(path), rank).Rows)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Interpret_sessions_put_together_at_random_gives_what_every_row_says(int seed)
    {
        Random random = new(seed);
        List<StoredRow> rows = [];
        for (int i = 0; i < 1500; i++)
            rows.AddRange(Reading.Of(Session(random, i).Text).Rows);
        Check(rows);
    }

    private static void Check(IReadOnlyList<StoredRow> rows)
    {
        List<IReadOnlyList<StoredRow>> sessions = Stitching.Sessions(rows);
        SessionInterpreter literal = new(ReplyTaxonomy.BuiltIn, isLiteral: true);
        SessionInterpreter remembering = new(ReplyTaxonomy.BuiltIn);
        string[] expected = [.. sessions.Select(session => JsonSerializer.Serialize(literal.Interpret([.. session])))];
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < sessions.Count; i++)
            {
                SmtpSession session = remembering.Interpret([.. sessions[i]]);
                Assert.Equal(expected[i], JsonSerializer.Serialize(session));
                // Its messages and recipients serve the next ones.
                remembering.Recycle(session);
            }
        }
    }

    // Few choices, so that most of what comes has come before in the same words.
    private static LogWriter Session(Random random, int number)
    {
        LogWriter log = new($"08DE7A00{number:X8}", from: random.Next(20) == 0 ? 3 : 0);
        log.Row("*", "None", "Set Session Permissions").Note("attempting to connect");
        if (random.Next(8) == 0)
            log.Note("attempting to connect");
        log.Local = "192.0.2.10:37964";
        log.Row("+").Reply(Pick(random, _banners));
        if (random.Next(10) == 0)
            log.Lose(1);
        log.Greet();
        if (random.Next(3) > 0)
            log.Send("STARTTLS").Reply("220 2.0.0 SMTP server ready").Note(LogWriter.SentLabel, LogWriter.SentCertificate).Note(LogWriter.TlsRow).Note(LogWriter.RemoteLabel, LogWriter.RemoteCertificate).Greet();
        if (random.Next(12) == 0)
            log.Row(Pick(random, ["+", "-", "", "<"]), "", "sending message with RecordId 1 and InternetMessageId <m@contoso.com>");
        for (int messages = random.Next(4); messages > 0; messages--)
            Message(log, random);
        return random.Next(10) == 0 ? log : log.Quit();
    }

    private static void Message(LogWriter log, Random random)
    {
        if (random.Next(6) > 0)
            log.Message($"m{random.Next(1000)}");
        string[] mailboxes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"RCPT TO:<{Pick(random, ["bob", "eve", "a b"])}@{Pick(random, ["fabrikam.com", "litware.example"])}>{Pick(random, ["", "", " NOTIFY=NEVER"])}")];
        log.Send($"MAIL FROM:<{Pick(random, ["", "ann@contoso.com"])}> SIZE={random.Next(9000)}");
        bool isPipelined = random.Next(2) == 0;
        if (!isPipelined)
            log.Reply(random.Next(15) == 0 ? "550 5.7.1 no" : "250 2.1.0 Sender OK");
        foreach (string mailbox in mailboxes)
        {
            log.Send(mailbox);
            if (!isPipelined)
                log.Reply(Pick(random, _toRecipient));
        }

        if (isPipelined)
            log.Reply(["250 2.1.0 Sender OK", .. mailboxes.Select(_ => Pick(random, _toRecipient))]);
        if (random.Next(12) == 0)
            log.Lose(random.Next(3));
        if (random.Next(3) == 0)
            log.Send("DATA").Reply("354 Start mail input; end with <CRLF>.<CRLF>");
        else
            log.Send($"BDAT {random.Next(9000)} LAST");
        log.Reply(random.Next(3) > 0 ? _queued[random.Next(2)] : Pick(random, _queued));
    }

    private static string Pick(Random random, string[] texts) => texts[random.Next(texts.Length)];
}
