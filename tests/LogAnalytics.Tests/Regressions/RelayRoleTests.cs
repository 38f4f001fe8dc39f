using System.Globalization;
using System.Text.Json;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Regressions;

/// <summary>
/// A relay whose sessions carry one recipient each looks like delivery by MX when hops to a front-end proxy, or several domains in
/// one message, are taken for partners: the whole outage was then put down to the partners.
/// </summary>
[Collection(ConsoleCollection.Name)]
public sealed class RelayRoleTests : IDisposable
{
    private const string Refusal = "550 5.7.64 TenantAttribution; Relay Access Denied [AM5EUR02FT025.eop-EUR02.prod.protection.outlook.com]";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Hub_hops_to_the_front_end_leave_the_relay_a_relay()
    {
        Write("EX01/TransportRoles/Logs/FrontEnd/ProtocolLog/SmtpSend", "AM5EUR02FT025.mail.protection.outlook.com", "192.0.2.10:25", session => $"ext{session % 9}.example");
        Write("EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend", "EX01.contoso.com", "10.0.0.1:717", session => $"ext{session % 9}.example");

        Assert.Equal((1, 100), await FailedMessagesAsync());
    }

    [Fact]
    public async Task Messages_to_several_domains_are_no_partner()
    {
        Write(
            "EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend", "AM5EUR02FT025.mail.protection.outlook.com", "192.0.2.10:25",
            session => $"ext{session % 9}.example", "extra.example");

        Assert.Equal((1, 100), await FailedMessagesAsync());
    }

    // Major incidents of the tree, and the failed messages of the first.
    private async Task<(int Major, long Failed)> FailedMessagesAsync()
    {
        CliResult result = await CliRunner.RunAsync("run", _workspace.PathOf("tree"), "--lake", _workspace.Lake, "--out", _workspace.Out, "--quiet");
        Assert.Equal(0, result.ExitCode);
        using JsonDocument findings = JsonDocument.Parse(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")));
        JsonElement[] major = [.. findings.RootElement.GetProperty("incidents").EnumerateArray().Where(incident => incident.GetProperty("severity").GetString() == "major")];
        return (major.Length, major.Length == 0 ? 0 : major[0].GetProperty("counts").GetProperty("failed_during").GetInt64());
    }

    // 200 sessions, one message each; from the 100th on every recipient is refused.
    private void Write(string folder, string host, string remote, Func<int, string> domainOf, string? secondDomain = null)
    {
        string path = _workspace.PathOf(Path.Combine("tree", folder));
        Directory.CreateDirectory(path);
        using StreamWriter log = new(Path.Combine(path, "SEND2026031206-1.LOG")) { NewLine = "\r\n" };
        log.WriteLine("#Log-type: SMTP Send Protocol Log");
        for (int session = 0; session < 200; session++)
            WriteSession(log, session, host, remote, secondDomain is null ? [domainOf(session)] : [domainOf(session), secondDomain]);
    }

    private static void WriteSession(StreamWriter log, int session, string host, string remote, string[] domains)
    {
        string time = new DateTime(2026, 3, 12, 6, 0, 0, DateTimeKind.Utc).AddSeconds(session * 10).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        int number = 0;
        Row("+", "");
        Row("<", $"220 {host} Microsoft ESMTP MAIL Service ready");
        Row(">", "EHLO EX01.contoso.com");
        Row("<", $"250  {host} Hello [203.0.113.9] SIZE 157286400 PIPELINING");
        Row(">", $"MAIL FROM:<user{session % 7}@contoso.com>");
        Row("<", "250 2.1.0 Sender OK");
        foreach (string domain in domains)
        {
            Row(">", $"RCPT TO:<someone{session}@{domain}>");
            Row("<", session < 100 ? "250 2.1.5 Recipient OK" : Refusal);
        }

        if (session < 100)
        {
            Row(">", "BDAT 2000 LAST");
            Row("<", "250 2.6.0 Queued mail for delivery");
        }

        Row(">", "QUIT");
        Row("<", "221 2.0.0 Service closing");
        Row("-", "");

        void Row(string logEvent, string data) =>
            log.WriteLine($"{time},Outbound to Office 365,08DE7F{session:X10},{number++},10.0.0.1:{20000 + session},{remote},{logEvent},{data},");
    }
}
