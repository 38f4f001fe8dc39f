using System.Globalization;
using System.Text;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>One of two connectors of a server fails: success by the other one is no recovery.</summary>
[Collection(ConsoleCollection.Name)]
public class SliceRecoveryTests
{
    private static readonly DateTime _start = new(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task First_good_is_a_success_of_the_connector_that_failed()
    {
        using Workspace workspace = new();
        workspace.Write("logs/EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND2026031006-1.LOG", Log());

        await CliRunner.RunAsync("run", workspace.Logs, "--lake", workspace.Lake, "--out", workspace.Out);

        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(workspace.Out, "findings.json")));
        Incident incident = Assert.Single(findings.Incidents, incident => incident.Severity == "major");
        Assert.Equal(["Alpha"], incident.Scope.Connectors);
        Assert.Equal(_start.AddMinutes(159).AddMilliseconds(40), incident.Recovery.LastBad!.Time, TimeSpan.FromSeconds(1));
        // Beta passes at once; Alpha has its first session 20 minutes later.
        Assert.Equal(_start.AddMinutes(180), incident.Recovery.FirstGood!.Time, TimeSpan.FromSeconds(1));
        Assert.Equal(incident.Onset.FirstBad.Time, incident.Onset.ChangeLatest);
        Assert.InRange(incident.Onset.ChangeEarliest!.Value, _start.AddMinutes(90), incident.Onset.LastGood!.Time);
        Assert.Equal(0, (await CliRunner.RunAsync("explain", incident.Id, "--lake", workspace.Lake, "--out", workspace.Out)).ExitCode);
    }

    /// <summary>A session a minute: Alpha in odd minutes, Beta in even ones; Alpha fails from 101 to 159 and rests until 180.</summary>
    private static string Log()
    {
        StringBuilder log = new("#Software: Microsoft Exchange Server\n#Version: 15.0.0.0\n#Log-type: SMTP Send Protocol Log\n#Date: 2026-03-10T06:00:00.000Z\n"
            + "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n");
        for (int minute = 0; minute < 300; minute++)
        {
            bool isAlpha = minute % 2 == 1 && minute is < 160 or >= 181 || minute == 180;
            AddSession(log, minute, isAlpha ? "Alpha" : "Beta", failed: isAlpha && minute is > 100 and < 160);
        }

        return log.ToString();
    }

    private static void AddSession(StringBuilder log, int minute, string connector, bool failed)
    {
        int row = 0;
        Add("+", "");
        Add("<", "\"220 DB4EUR04FT060.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at Tue, 10 Mar 2026 06:00:00 +0000\"");
        Add(">", "EHLO EX01.contoso.com");
        Add("<", "250 DB4EUR04FT060.mail.protection.outlook.com Hello [203.0.113.10] SIZE 157286400 PIPELINING STARTTLS");
        Add("*", "", $"sending message with RecordId {minute} and InternetMessageId <{minute}@contoso.com>");
        Add(">", "MAIL FROM:<ann@contoso.com> SIZE=3168");
        Add("<", "250 2.1.0 Sender OK");
        Add(">", $"RCPT TO:<kim@partner{minute % 7}.example>");
        Add("<", failed ? "550 5.7.64 TenantAttribution; Relay Access Denied [DB4EUR04FT060.mail.protection.outlook.com]" : "250 2.1.5 Recipient OK");
        if (!failed)
        {
            Add(">", "BDAT 3168 LAST");
            Add("<", $"\"250 2.6.0 <{minute}@contoso.com> [InternalId={minute}, Hostname=DB6PR06MB8938.eurprd07.prod.outlook.com] 4463 bytes in 0.336, 9,428 KB/sec Queued mail for delivery\"");
        }

        Add(">", "QUIT");
        Add("<", "221 2.0.0 Service closing transmission channel");
        Add("-", "", "Local");

        void Add(string @event, string data, string context = "")
        {
            DateTime time = _start.AddMinutes(minute).AddMilliseconds(5 * row);
            log.Append(CultureInfo.InvariantCulture, $"{time:yyyy-MM-dd'T'HH:mm:ss.fff'Z'},{connector},{0x08DEC0D33E460000 + minute:X16},{row++},10.0.1.11:{35000 + minute},192.0.2.45:25,{@event},{data},{context}\n");
        }
    }
}
