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
        Assert.Equal("08D760DF231F00BC", session.SessionId);
        Assert.Equal("组织内 SMTP 发送连接器", session.ConnectorId);
        Assert.Equal("352D244A535D94B576232ECC4A4000CFE06BE106", session.RemoteCertificate?.Thumbprint);
        Assert.Null(session.SentCertificate);
        Assert.Equal((TlsResult.Ok, "SP_PROT_TLS1_0_CLIENT"), (session.Tls, session.TlsProtocol));
        Assert.Equal(("EXSD04.contoso.example", "192.0.2.31", "EXHQ01.contoso.example"), (session.RemoteHost, session.PublicAddress, session.HeloName));
        Assert.Equal((1, false, false, 19), (session.SequenceHoles, session.IsComplete, session.HasConnect, session.EventCount));
    }

    [RealRowsFact]
    public void Interpret_fragment_of_a_failed_connect_has_two_ids_and_one_failure()
    {
        List<SmtpSession> sessions = Stitching.Interpret(Read("send-2024-failed-connect.fragment.log").Rows);
        Assert.Equal(["08DC1DB8591B229F", "08DC1DB8591B22A0"], sessions.Select(session => session.SessionId));
        Assert.Equal([SessionOutcome.ConnectFailed, SessionOutcome.Unknown], sessions.Select(session => session.Outcome));
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
