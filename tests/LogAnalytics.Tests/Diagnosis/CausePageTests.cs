using System.Reflection;
using System.Text.RegularExpressions;
using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Text;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Support;
using static LogAnalytics.Diagnosis.EvidenceAttributes;

namespace LogAnalytics.Tests.Diagnosis;

/// <summary>
/// docs/causes: a page for every cause, whose remedies are those that the tool prints for an example, and whose rows of log can be
/// read. LOGANALYTICS_WRITE_GOLDEN=1 writes the remedies into the pages first.
/// </summary>
[Collection(ConsoleCollection.Name)]
public partial class CausePageTests
{
    private const string Heading = "## What to do\n\n";
    private const string Introduction = "The report prints these with your names, and a command only where its preconditions hold in the logs. For an example:\n\n";
    private const string LogHeader = "#Software: Microsoft Exchange Server\n#Version: 15.0.0.0\n#Log-type: SMTP Send Protocol Log\n#Date: 2026-03-12T06:00:00.000Z\n"
        + "#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n";

    private static readonly string _folder = Path.Combine(Repository.Root, "docs", "causes");

    private static readonly string[] _causes = [.. typeof(CauseIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetValue(null)!)];

    public static TheoryData<string> Causes => [.. _causes];

    [Fact]
    public void Every_cause_has_a_page_and_the_index_names_it()
    {
        string[] pages = [.. Directory.EnumerateFiles(_folder, "*.md").Select(path => Path.GetFileNameWithoutExtension(path)!).Where(name => name != "README")];
        Assert.Equal(_causes.Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
        string index = File.ReadAllText(Path.Combine(_folder, "README.md"));
        Assert.All(pages, page => Assert.Contains($"[{page}]({page}.md)", index, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Causes))]
    public void Page_holds_the_remedies_of_the_catalogue(string cause)
    {
        string remedies = Introduction + string.Concat(CauseAnalysis.Diagnose(Example(cause).Build()).Remedies.Where(remedy => remedy.CauseId == cause).Select(MarkdownReport.Remedy));
        string path = Path.Combine(_folder, cause + ".md");
        if (Environment.GetEnvironmentVariable("LOGANALYTICS_WRITE_GOLDEN") == "1")
        {
            string old = Read(cause);
            (int from, int to) = SectionOf(old);
            File.WriteAllText(path, old[..from] + remedies + old[to..]);
        }

        string page = Read(cause);
        Assert.NotEqual(Introduction, remedies);
        (int start, int end) = SectionOf(page);
        Assert.Equal(remedies, page[start..end]);
        // No command stands anywhere else.
        Assert.Equal(Regex.Count(remedies, "^```+powershell$", RegexOptions.Multiline), Regex.Count(page, "^```+powershell$", RegexOptions.Multiline));
    }

    [Theory, MemberData(nameof(Causes))]
    public void Links_of_the_page_lead_to_files(string cause) =>
        Assert.All(Links().Matches(Read(cause)), link => Assert.True(File.Exists(Path.Combine(_folder, link.Groups[1].Value)), link.Value));

    [Fact]
    public async Task Rows_of_all_pages_are_read()
    {
        using Workspace workspace = new();
        long rows = 0;
        foreach (string cause in _causes)
        {
            string excerpt = Excerpts().Match(Read(cause)).Groups[1].Value;
            rows += excerpt.Count(c => c == '\n');
            workspace.Write($"logs/{cause}/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND2026031206-1.LOG", LogHeader + excerpt);
        }

        CliResult result = await CliRunner.RunAsync("convert", workspace.Logs, "--lake", workspace.Lake);

        Assert.Equal((0, ""), (result.ExitCode, result.ExitCode == 0 ? "" : result.Error));
        Assert.Equal(rows, LakeHelper.Number(workspace.Lake, "SELECT count(*) FROM events"));
        Assert.Equal(0, LakeHelper.Number(workspace.Lake, "SELECT count(*) FROM rejects"));
        // Each page shows lost attribution, in a session with the service or with what stands in its place.
        Assert.Equal(_causes.Length, LakeHelper.Number(workspace.Lake, "SELECT count(DISTINCT server) FROM events WHERE family IN ('tenant_attribution', 'attr36', 'attr35')"));
    }

    private static string Read(string cause) => File.ReadAllText(Path.Combine(_folder, cause + ".md")).ReplaceLineEndings("\n");

    private static (int From, int To) SectionOf(string page)
    {
        int from = page.IndexOf(Heading, StringComparison.Ordinal) + Heading.Length;
        return (from, page.IndexOf("## ", from, StringComparison.Ordinal));
    }

    /// <summary>The cause as it usually looks, while mail still fails.</summary>
    private static EvidenceBuilder Example(string cause) => cause switch
    {
        CauseIds.SmtpInspection => Start().Swap(BannerMasked, "false", "true").Swap(StartTls, "encrypted", "not_offered").Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null),
        CauseIds.TlsFailureFallback => Plaintext().TlsFailure("NoCredentials", 0, 40).TlsFailure("UnknownCredentials", 0, 30).TlsFailure("SocketError", 0, 20).TlsFailure("InvalidToken", 0, 10),
        CauseIds.StartTlsNotUsed => Plaintext(),
        CauseIds.NoCertificateSent => Start().Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null),
        CauseIds.ServerCertificateDiffers => Start().Servers("EX03").NewCertificate("CN=EX03", "CN=EX03", ["EX03"]).Peer("EX01", EvidenceBuilder.Old, 500, 260)
            .Certificate(EvidenceBuilder.Old, "CN=mail.contoso.com", "CN=Public CA 1", ["mail.contoso.com"], null, "EX01", "EX03"),
        CauseIds.ConnectorChanged => Start().Swap(EvidenceAttributes.Connector, EvidenceBuilder.ConnectorName, "Outbound relay").Connectors("Outbound relay"),
        CauseIds.CertificateNameChanged => Start().NewCertificate("CN=smtp.contoso.com", "CN=Public CA 1", ["smtp.contoso.com"]),
        CauseIds.CertificateChain => Start().NewCertificate("CN=mail.contoso.com", "CN=Public CA 2", ["mail.contoso.com"]),
        CauseIds.CertificateExpired => Start().Certificate(EvidenceBuilder.Old, "CN=mail.contoso.com", "CN=Public CA 1", ["mail.contoso.com"], EvidenceBuilder.Onset.AddMinutes(-5)),
        CauseIds.EgressIpChanged => Start().Clear(EvidenceAttributes.Certificate).Value(EvidenceAttributes.Certificate, null, 500, 200, 60).Swap(PublicAddress, "203.0.113.10", "198.51.100.7"),
        CauseIds.SenderDomainNotAccepted => Start().Family("attr36"),
        CauseIds.SmartHostChanged => Start().Swap(RemoteFamily, "exchange_online", "other"),
        CauseIds.CloudSideChange => Start(),
        _ => Start().PreExisting(),
    };

    private static EvidenceBuilder Start() => EvidenceBuilder.NothingChanged();

    private static EvidenceBuilder Plaintext() => Start().Swap(StartTls, "encrypted", "not_used").Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null);

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("```text\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Excerpts();
}
