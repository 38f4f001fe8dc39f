using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs;

/// <summary>Rows that real servers wrote; they lie beside the repository, not in it, and are skipped where they are not there.</summary>
public class RealRowsTests
{
    [RealRowsFact]
    public void Interpret_fragment_of_2013_is_one_session_with_the_remotes_certificate()
    {
        Reading reading = Read("send-2013-old-dialect.fragment.log");
        Assert.Empty(reading.Rejects);
        SmtpSession session = Assert.Single(Stitching.Interpret(reading.Rows));
        Assert.Equal("08D760DF231F00BC", session.SessionId.ToString());
        Assert.Equal("组织内 SMTP 发送连接器", session.ConnectorId.ToString());
        Assert.Equal("352D244A535D94B576232ECC4A4000CFE06BE106", session.RemoteCertificate?.Thumbprint);
        Assert.Null(session.SentCertificate);
        Assert.Equal((TlsResult.Ok, "SP_PROT_TLS1_0_CLIENT"), (session.Tls, session.TlsProtocol));
        Assert.Equal(("EXSD04.contoso.example", "192.0.2.31", "EXHQ01.contoso.example"), (session.RemoteHost, session.PublicAddress, session.HeloName));
        Assert.Equal((1, false, false, 19), (session.SequenceHoles, session.IsComplete, session.HasConnect, session.EventCount));
        Assert.Equal(Stitching.EndpointOf("192.0.2.31", 37964, "192.0.2.31:37964"), session.Local);
        Assert.Equal(Stitching.EndpointOf("192.0.2.168", 25, "192.0.2.168:25"), session.Remote);
        Assert.Equal((null, null, null, null), (session.RemoteCertificate?.Subject, session.RemoteCertificate?.Issuer, session.RemoteCertificate?.Serial, session.RemoteCertificate?.AlternateNames));
        Assert.Equal(("CALG_AES_256", null, null), (session.TlsCipher, session.TlsError, session.StartTlsOffered));
        Assert.Equal((RemoteFamily.Other, SessionOutcome.Unknown), (session.RemoteFamily, session.Outcome));
        Assert.Equal((null, null, 0), (session.ClockSkewMs, session.CloseReason, session.Messages.Count));
        Assert.Equal((session.StartedAtMicros + 94_000, 0), (session.EndedAtMicros, session.AttributionErrorCount));
    }

    // One row per line of the reply to EHLO: fourteen rows, one reply, so nothing is left over for the next command.
    [RealRowsFact]
    public void Interpret_fragment_of_2013_joins_the_greeting_line_by_line()
    {
        List<StoredRow> rows = [.. Read("send-2013-old-dialect.fragment.log").Rows.Where(row => row.SequenceNumber is >= 30 and <= 44)];
        ReplyJoiner joiner = new();
        TextPool texts = new();
        List<string> replies = [];
        foreach (StoredRow row in rows.Skip(1))
        {
            if (joiner.TryComplete(texts.Get(row.Data.Span), row, out string? text, out _))
                replies.Add(text);
        }

        Assert.Equal(
            ["250 EXSD04.contoso.example Hello [192.0.2.31] SIZE PIPELINING DSN ENHANCEDSTATUSCODES AUTH NTLM LOGIN X-EXPS EXCHANGEAUTH GSSAPI NTLM X-EXCHANGEAUTH SHA256 8BITMIME BINARYMIME CHUNKING XEXCH50 XRDST XSHADOW"],
            replies);
    }

    [RealRowsFact]
    public void Interpret_fragment_of_a_failed_connect_has_two_ids_and_one_failure()
    {
        List<SmtpSession> sessions = Stitching.Interpret(Read("send-2024-failed-connect.fragment.log").Rows);
        Assert.Equal(["08DC1DB8591B229F", "08DC1DB8591B22A0"], sessions.Select(session => session.SessionId.ToString()));
        Assert.Equal([SessionOutcome.ConnectFailed, SessionOutcome.Unknown], sessions.Select(session => session.Outcome));
        Assert.All(sessions, session =>
        {
            Assert.Equal("Inbound Proxy Internal Send Connector", session.ConnectorId.ToString());
            Assert.Equal(Stitching.EndpointOf(null, null, ""), session.Local);
            Assert.Equal(Stitching.EndpointOf("10.11.12.13", 2525, "10.11.12.13:2525"), session.Remote);
            Assert.Equal((false, false, false, null), (session.HasConnect, session.HasDisconnect, session.IsComplete, session.CloseReason));
            Assert.Equal((null, null, TlsResult.None), (session.SentCertificate, session.RemoteCertificate, session.Tls));
            Assert.Equal((null, null, null, RemoteFamily.Unknown), (session.RemoteHost, session.HeloName, session.ClockSkewMs, session.RemoteFamily));
        });
        Assert.Equal([(1, 1), (0, 2)], sessions.Select(session => (session.SequenceHoles, session.EventCount)));
    }

    // Only the connector tells the type of a log without header; the rows themselves are well formed.
    [RealRowsFact]
    public void Parse_rows_of_the_receive_log_have_their_banner_date_and_endpoints()
    {
        string[] lines = File.ReadAllLines(Path.Combine(RealRowsFactAttribute.Folder!, "receive-2024-whole-session.log"));
        Assert.Equal(14, lines.Length);
        Assert.Contains(lines, line => BannerDate.Find(line.Split('"').ElementAtOrDefault(1) ?? "") == new DateTime(2024, 3, 13, 9, 1, 17, DateTimeKind.Utc));
    }

    [RealRowsFact]
    public void Read_receive_log_is_refused()
    {
        Reading reading = Read("receive-2024-whole-session.log");
        Assert.Contains("Receive", reading.Reader.RefusedBecause, StringComparison.Ordinal);
        Assert.Empty(reading.Rows);
    }

    private static Reading Read(string name) => Reading.Of(File.ReadAllBytes(Path.Combine(RealRowsFactAttribute.Folder!, name)));
}

/// <summary>Skipped, and said so, where no folder <c>shared/samples</c> stands beside a folder above the tests.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealRowsFactAttribute : FactAttribute
{
    public RealRowsFactAttribute() => Skip = Folder is null ? "no shared/samples folder beside the repository" : null;

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string samples = Path.Combine(folder.FullName, "shared", "samples");
            if (Directory.Exists(samples))
                return samples;
        }

        return null;
    }
}
