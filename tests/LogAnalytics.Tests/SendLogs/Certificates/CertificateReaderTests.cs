using CsCheck;
using LogAnalytics.SendLogs.Certificates;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs.Certificates;

public class CertificateReaderTests
{
    private const string Thumb = LogWriter.SentThumbprint;
    private const string New1Label =
        "Sending certificate Certificate subject Certificate issuer name Certificate serial number Certificate thumbprint Certificate alternate names";

    [Fact]
    public void Parse_first_new_form_has_no_dates()
    {
        LoggedCertificate certificate = FoldedCertificate.Parse($" CN=*.contoso.com CN=Issuing CA, O=Fabrikam, C=US 0A1B2C {Thumb} *.contoso.com;contoso.com");
        Assert.Equal(("CN=*.contoso.com", "CN=Issuing CA, O=Fabrikam, C=US", "0A1B2C", Thumb),
            (certificate.Subject, certificate.Issuer, certificate.Serial, certificate.Thumbprint));
        Assert.Equal(["*.contoso.com", "contoso.com"], certificate.AlternateNames);
        Assert.Null(certificate.NotBefore);
        Assert.Null(certificate.NotAfter);
    }

    [Fact]
    public void Parse_second_new_form_has_dates()
    {
        LoggedCertificate certificate = FoldedCertificate.Parse(LogWriter.SentCertificate);
        Assert.Equal("CN=Issuing CA, O=\"Fabrikam, Ltd.\", C=US", certificate.Issuer);
        Assert.Equal((new DateTime(2026, 1, 1), new DateTime(2027, 1, 1)), (certificate.NotBefore, certificate.NotAfter));
        Assert.Equal(["mail.contoso.com", "contoso.com"], certificate.AlternateNames);
    }

    [Theory]
    [InlineData("CN=a.contoso.com, O=\"Contoso, Inc. CN=x\" CN=CA", "CN=a.contoso.com, O=\"Contoso, Inc. CN=x\"", "CN=CA")]
    [InlineData("CN=a + O=b OID.1.2.3=CA, C=US", "CN=a + O=b", "OID.1.2.3=CA, C=US")]
    [InlineData("CN=Contoso Root", "CN=Contoso Root", null)]
    [InlineData("CN=Contoso = Best CN=CA", "CN=Contoso = Best", "CN=CA")]
    [InlineData("O=\"open CN=CA", "O=\"open CN=CA", null)]
    [InlineData("", "", null)]
    public void SplitNames_finds_the_border_outside_quotes(string text, string subject, string? issuer) =>
        Assert.Equal((subject, issuer), FoldedCertificate.SplitNames(text));

    [Theory]
    [InlineData(" CN=mail.contoso.com CN=CA 0A1B A1B2C3")]
    [InlineData(" CN=mail.contoso.com")]
    public void Parse_cut_row_keeps_the_text_and_invents_nothing(string text)
    {
        LoggedCertificate certificate = FoldedCertificate.Parse(text);
        Assert.Equal(text.Trim(), certificate.Subject);
        Assert.Equal((null, null, null, null), (certificate.Issuer, certificate.Serial, certificate.Thumbprint, certificate.AlternateNames));
    }

    [Fact]
    public void Parse_row_cut_behind_the_thumbprint_has_unknown_names() =>
        Assert.Null(FoldedCertificate.Parse($" CN=a CN=b 0A1B {Thumb}").AlternateNames);

    [Fact]
    public void Parse_of_any_text_never_throws() =>
        Gen.OneOf(" ", "CN=", "\"", ",", "+", "0A", Thumb, ";", "=", "2026-01-01T00:00:00.000Z", "ü").Array[0, 20]
            .Sample(parts => { FoldedCertificate.Parse(string.Concat(parts)); }, iter: 5_000);

    [Fact]
    public void Parse_of_a_written_certificate_gives_it_back()
    {
        Gen<string> value = Gen.OneOf("contoso.com", "\"Fabrikam, Ltd.\"", "Issuing CA", "\"a \"\"b\"\" c\"", "Müller");
        Gen<string> name = Gen.Select(Gen.OneOf("CN", "O", "OU", "S", "OID.2.5.4.97"), value, (key, text) => $"{key}={text}").Array[1, 4].Select(parts => string.Join(", ", parts));
        Gen.Select(name, name, Gen.Bool, Gen.Bool).Sample(
            (subject, issuer, dates, names) =>
            {
                string text = $" {subject} {issuer} 00FF {Thumb}{(dates ? " 2026-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z" : "")}{(names ? " a.contoso.com;b.contoso.com" : "")}";
                LoggedCertificate certificate = FoldedCertificate.Parse(text);
                Assert.Equal((subject, issuer, "00FF", Thumb), (certificate.Subject, certificate.Issuer, certificate.Serial, certificate.Thumbprint));
                Assert.Equal((dates, names), (certificate.NotAfter is not null, certificate.AlternateNames is not null));
            },
            iter: 2_000);
    }

    [Theory]
    [InlineData("Received certificate")]
    [InlineData("Remote certificate")]
    [InlineData("DirectTrust certificate")]
    [InlineData("SmartHost certificate")]
    [InlineData("Secure domain certificate")]
    public void TryRead_every_other_label_is_the_remotes(string label)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Note(label + " Subject Issuer name", LogWriter.RemoteCertificate));
        Assert.Null(session.SentCertificate);
        Assert.Equal(LogWriter.RemoteThumbprint, session.RemoteCertificate?.Thumbprint);
    }

    [Fact]
    public void TryRead_first_new_form_is_ours_by_its_label()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Note(New1Label, $" CN=*.contoso.com CN=CA 0A1B {Thumb} contoso.com"));
        Assert.Equal(Thumb, session.SentCertificate?.Thumbprint);
        Assert.Null(session.RemoteCertificate);
    }

    [Fact]
    public void TryRead_lower_case_thumbprint_is_the_same_identity() =>
        Assert.Equal(Thumb, Stitching.Interpret(new LogWriter().Note("Sending certificate").Note("Certificate thumbprint", Thumb.ToLowerInvariant())).SentCertificate!.Thumbprint);

    [Fact]
    public void TryRead_empty_details_are_unknown()
    {
        LoggedCertificate certificate = Stitching.Interpret(new LogWriter().Note("Sending certificate").Note("Certificate subject").Note("Certificate alternate names")).SentCertificate!;
        Assert.Equal((null, null), (certificate.Subject, certificate.AlternateNames));
    }

    [Fact]
    public void TryRead_details_whose_label_is_lost_have_no_owner()
    {
        SmtpSession afterHole = Stitching.Interpret(new LogWriter().Note("Sending certificate").Note("Certificate thumbprint", Thumb)
            .Lose(2).Note("Certificate thumbprint", LogWriter.RemoteThumbprint));
        SmtpSession afterRow = Stitching.Interpret(new LogWriter().Note("Sending certificate").Note("Certificate thumbprint", Thumb)
            .Note(LogWriter.TlsRow).Note("Certificate thumbprint", LogWriter.RemoteThumbprint));
        Assert.All(new[] { afterHole, afterRow }, session => Assert.Equal((Thumb, null), (session.SentCertificate!.Thumbprint, session.RemoteCertificate?.Thumbprint)));
    }

    // Every text of a certificate carries its owner's mark; whatever rows are lost, a mark never shows up on the other side.
    [Fact]
    public void Interpret_never_mixes_the_owners_whatever_rows_are_lost() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool.Array[40]).Sample(
            (sentFolded, remoteFolded, lost) =>
            {
                (string, string)[] rows =
                [
                    .. sentFolded ? [(LogWriter.SentLabel, LogWriter.SentCertificate.Replace("contoso", "ours", StringComparison.Ordinal))] : Details("Sending certificate", "ours", Thumb),
                    (LogWriter.TlsRow, ""),
                    .. remoteFolded ? [(LogWriter.RemoteLabel, LogWriter.RemoteCertificate.Replace("outlook", "theirs", StringComparison.Ordinal))] : Details("Received certificate", "theirs", LogWriter.RemoteThumbprint),
                ];
                LogWriter log = new LogWriter().Connect();
                for (int i = 0; i < rows.Length; i++)
                    _ = lost[i] ? log.Lose(1) : log.Note(rows[i].Item1, rows[i].Item2);
                SmtpSession session = Stitching.Interpret(log);
                Assert.DoesNotContain("theirs", $"{session.SentCertificate}", StringComparison.Ordinal);
                Assert.NotEqual(LogWriter.RemoteThumbprint, session.SentCertificate?.Thumbprint);
                Assert.DoesNotContain("ours", $"{session.RemoteCertificate}", StringComparison.Ordinal);
                Assert.NotEqual(Thumb, session.RemoteCertificate?.Thumbprint);
            },
            iter: 2_000);

    private static (string, string)[] Details(string label, string mark, string thumbprint) =>
    [
        (label, ""), ("Certificate subject", $"CN={mark}"), ("Certificate issuer name", $"CN=CA of {mark}"), ("Certificate serial number", "0A"),
        ("Certificate thumbprint", thumbprint), ("Certificate alternate names", $"{mark}.example"),
    ];
}
