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
    [InlineData(" CN=mail.contoso.com", "CN=mail.contoso.com", null, null)]
    [InlineData(" CN=mail.contoso.com, O=\"Conto", "CN=mail.contoso.com, O=\"Conto", null, null)]
    [InlineData(" CN=mail.contoso.com CN=Issuing C", "CN=mail.contoso.com", null, null)]
    [InlineData(" CN=mail.contoso.com CN=CA 0A1B A1B2C3", "CN=mail.contoso.com", null, null)]
    [InlineData(" CN=mail.contoso.com CN=CA 02F4A9C31B", "CN=mail.contoso.com", null, null)]
    [InlineData(" CN=mail.contoso.com CN=CA 02F4A9C31B77 A1B2C3", "CN=mail.contoso.com", "CN=CA", "02F4A9C31B77")]
    [InlineData(" CN=mail.contoso.com CN=CA 02 02F4A9C31B77 A1B2C3D4E5F60718293A4B5C6D7E8F900112233", "CN=mail.contoso.com", "CN=CA 02", "02F4A9C31B77")]
    [InlineData(" CN=mail.contoso.com CN=CA 02 0123456789ABCDEF0123456789ABCDEF01234567 A1B2C3", "CN=mail.contoso.com", "CN=CA 02", "0123456789ABCDEF0123456789ABCDEF01234567")]
    [InlineData(" CN=Contoso 0A A1B2C3D4E5F60718293A4B5C6D7E8F9001122334 CN=Issuing C", "CN=Contoso 0A A1B2C3D4E5F60718293A4B5C6D7E8F9001122334", null, null)]
    [InlineData(" CN=A1B2C3D4E5F60718293A4B5C6D7E8F9001122334", "CN=A1B2C3D4E5F60718293A4B5C6D7E8F9001122334", null, null)]
    public void Parse_row_cut_before_its_thumbprint_invents_nothing(string text, string subject, string? issuer, string? serial)
    {
        LoggedCertificate certificate = FoldedCertificate.Parse(text);
        Assert.Equal((subject, issuer, serial), (certificate.Subject, certificate.Issuer, certificate.Serial));
        Assert.Equal((null, null, null, null), (certificate.Thumbprint, certificate.AlternateNames, certificate.NotBefore, certificate.NotAfter));
    }

    [Fact]
    public void Parse_without_a_border_is_all_subject()
    {
        LoggedCertificate certificate = FoldedCertificate.Parse($" Contoso and its issuer 0A1B {Thumb} contoso.com");
        Assert.Equal(("Contoso and its issuer", null, "0A1B", Thumb), (certificate.Subject, certificate.Issuer, certificate.Serial, certificate.Thumbprint));
    }

    [Theory]
    [InlineData("0A")]
    [InlineData("0a1b2c")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF01234567")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF")]
    public void Parse_takes_a_serial_of_any_length(string serial)
    {
        LoggedCertificate certificate = FoldedCertificate.Parse($" CN=a.contoso.com CN=CA 02 {serial} {Thumb} a.contoso.com");
        Assert.Equal(("CN=CA 02", serial, Thumb, "a.contoso.com"), (certificate.Issuer, certificate.Serial, certificate.Thumbprint, certificate.AlternateNamesText));
    }

    [Theory]
    [InlineData(" CN=0F1E2D3C4B5A69788796A5B4C3D2E1F001234567 CN=CA 0A1B {0} a.contoso.com")]
    [InlineData(" CN=Contoso 0A 0F1E2D3C4B5A69788796A5B4C3D2E1F001234567 CN=CA 0A1B {0} a.contoso.com")]
    [InlineData(" CN=Contoso 0A 0F1E2D3C4B5A69788796A5B4C3D2E1F001234567, O=x CN=CA 0A1B {0} a.contoso.com")]
    public void Parse_subject_that_looks_like_a_thumbprint_is_none(string text)
    {
        LoggedCertificate certificate = FoldedCertificate.Parse(string.Format(System.Globalization.CultureInfo.InvariantCulture, text, Thumb));
        Assert.Equal(("CN=CA", "0A1B", Thumb, "a.contoso.com"), (certificate.Issuer, certificate.Serial, certificate.Thumbprint, certificate.AlternateNamesText));
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00.000Z", true, false)]
    [InlineData("2026-01-01T00:00:00.000Z 2027-01-01T00:00:00.000Z", true, true)]
    [InlineData("2026-01-01T00:00:00.000Z 2027-01-0", true, false)]
    [InlineData("2026-01-01T00:0", false, false)]
    [InlineData("2", false, false)]
    public void Parse_row_cut_in_its_dates_has_unknown_names(string tail, bool notBefore, bool notAfter)
    {
        LoggedCertificate certificate = FoldedCertificate.Parse($" CN=a CN=b 0A1B0A1B {Thumb} {tail}");
        Assert.Equal((Thumb, notBefore, notAfter, null), (certificate.Thumbprint, certificate.NotBefore is not null, certificate.NotAfter is not null, certificate.AlternateNames));
    }

    [Theory]
    [InlineData("cafe", "cafe")]
    [InlineData("2026.contoso.com", "2026.contoso.com")]
    [InlineData("a.contoso.com; b.contoso.com;", "a.contoso.com;b.contoso.com")]
    [InlineData("*.contoso.com;contoso.com;münchen.example", "*.contoso.com;contoso.com;münchen.example")]
    public void Parse_reads_names_joined_by_semicolons(string tail, string names) =>
        Assert.Equal(names, FoldedCertificate.Parse($" CN=a CN=b 0A1B0A1B {Thumb} {tail}").AlternateNamesText);

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
        Gen<string> value = Gen.OneOf("contoso.com", "\"Fabrikam, Ltd.\"", "Issuing CA", "\"a \"\"b\"\" c\"", "Müller", "\"a=b, CN=c\"", "A1B2C3D4E5F60718293A4B5C6D7E8F9001122335", "\"Contoso + CN=x\"");
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
    [InlineData("RECEIVED CERTIFICATE")]
    [InlineData("remote certificate")]
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

    [Theory]
    [InlineData("Received certificate")]
    [InlineData("Remote Certificate")]
    [InlineData("DirectTrust certificate")]
    [InlineData("smarthost certificate")]
    [InlineData("SECURE DOMAIN CERTIFICATE")]
    public void TryRead_details_below_every_other_label_are_the_remotes(string label)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect()
            .Note("Sending certificate").Note("Certificate subject", "CN=ours").Note("Certificate thumbprint", Thumb)
            .Note(label).Note("Certificate subject", "CN=theirs").Note("CERTIFICATE THUMBPRINT", LogWriter.RemoteThumbprint));
        Assert.Equal(("CN=ours", Thumb), (session.SentCertificate!.Subject, session.SentCertificate.Thumbprint));
        Assert.Equal(("CN=theirs", LogWriter.RemoteThumbprint), (session.RemoteCertificate!.Subject, session.RemoteCertificate.Thumbprint));
    }

    [Theory]
    [InlineData("Sending certificate")]
    [InlineData("sending CERTIFICATE")]
    [InlineData("Sending certificate  ")]
    public void TryRead_our_label_in_any_case_and_with_trailing_blanks(string label)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Note(label).Note("certificate Thumbprint ", Thumb + " ").Note("Certificate Alternate Names", "contoso.com"));
        Assert.Equal((Thumb, "contoso.com"), (session.SentCertificate!.Thumbprint, session.SentCertificate.AlternateNamesText));
        Assert.Null(session.RemoteCertificate);
    }

    [Fact]
    public void TryRead_unknown_owner_takes_no_details_to_anyone()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Note("Sending certificate").Note("Certificate thumbprint", Thumb)
            .Note("Gateway certificate").Note("Certificate thumbprint", LogWriter.RemoteThumbprint));
        Assert.Equal((Thumb, null), (session.SentCertificate!.Thumbprint, session.RemoteCertificate?.Thumbprint));
    }

    [Fact]
    public void TryRead_cut_thumbprint_is_no_identity() =>
        Assert.Null(Stitching.Interpret(new LogWriter().Note("Sending certificate").Note("Certificate thumbprint", Thumb[..30])).SentCertificate!.Thumbprint);

    [Fact]
    public void TryRead_masked_thumbprint_and_serial_are_unknown()
    {
        LoggedCertificate certificate = Stitching.Interpret(new LogWriter().Note("Sending certificate").Note("Certificate subject", "CN=ours")
            .Note("Certificate serial number", "**masked**").Note("Certificate thumbprint", "**masked**")).SentCertificate!;
        Assert.Equal(("CN=ours", null, null), (certificate.Subject, certificate.Serial, certificate.Thumbprint));
    }

    // 250 is a serial number and looks like a reply.
    [Fact]
    public void TryRead_event_lost_gives_the_same_certificate()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Row("", "", "Sending certificate").Row("", "CN=ours", "Certificate subject")
            .Row("", "250", "Certificate serial number").Row("", Thumb, "Certificate thumbprint"));
        Assert.Equal(("CN=ours", "250", Thumb), (session.SentCertificate!.Subject, session.SentCertificate.Serial, session.SentCertificate.Thumbprint));
    }

    // The CSV doubles the quotes of O="Fabrikam, Ltd."; the reader undoes that before the names are split.
    [Fact]
    public void TryRead_quoted_names_survive_the_csv()
    {
        const string issuer = "CN=CA, O=\"The \"\"best\"\", Ltd.\"";
        SmtpSession folded = Stitching.Interpret(new LogWriter().Connect().Note(New1Label, $" CN=ours, O=\"Contoso, Inc.\" {issuer} 0A1B {Thumb} contoso.com"));
        SmtpSession rows = Stitching.Interpret(new LogWriter().Connect().Note("Sending certificate").Note("Certificate issuer name", issuer));
        Assert.Equal(("CN=ours, O=\"Contoso, Inc.\"", issuer, issuer), (folded.SentCertificate!.Subject, folded.SentCertificate.Issuer, rows.SentCertificate!.Issuer));
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

    // Blocks of both owners in any order and number, in either dialect, other rows anywhere between and inside them.
    [Fact]
    public void Interpret_never_mixes_the_owners_however_the_rows_are_mixed()
    {
        string[] remoteLabels = ["Received certificate", "Remote certificate", "DirectTrust certificate", "SmartHost certificate", "Secure domain certificate"];
        Gen<(string Event, string Context, string Data)> other = Gen.OneOf(
            ("*", LogWriter.TlsRow, ""), ("*", "attempting to connect", ""), (">", "", "EHLO x"), ("<", "", "250 mx.fabrikam.com Hello [203.0.113.9]"),
            ("*", "Gateway certificate", ""), ("*", "", "Certificate"), ("*", "Certificate", "x"));
        Gen<(string Event, string Context, string Data)[]> block = Gen.Select(Gen.Bool, Gen.Bool, Gen.OneOf(remoteLabels), other.Array[0, 2], Gen.Int[0, 6]).Select(
            (isSent, isFolded, remoteLabel, others, at) =>
            {
                string label = isSent ? "Sending certificate" : remoteLabel;
                string mark = isSent ? "ours" : "theirs";
                string thumbprint = isSent ? Thumb : LogWriter.RemoteThumbprint;
                List<(string, string, string)> rows = isFolded
                    ? [("*", label + New1Label["Sending certificate".Length..], $" CN={mark} CN=CA of {mark} 0A1B {thumbprint} {mark}.example")]
                    : [.. Details(label, mark, thumbprint).Select(row => ("*", row.Item1, row.Item2))];
                rows.InsertRange(Math.Min(at, rows.Count), others);
                return rows.ToArray();
            });
        block.Array[0, 6].Sample(
            blocks =>
            {
                LogWriter log = new LogWriter().Connect();
                foreach ((string logEvent, string context, string data) in blocks.SelectMany(rows => rows))
                    log.Row(logEvent, data, context);
                SmtpSession session = Stitching.Interpret(log);
                Assert.DoesNotContain("theirs", $"{session.SentCertificate} {session.SentCertificate?.AlternateNamesText}", StringComparison.Ordinal);
                Assert.NotEqual(LogWriter.RemoteThumbprint, session.SentCertificate?.Thumbprint);
                Assert.DoesNotContain("ours", $"{session.RemoteCertificate} {session.RemoteCertificate?.AlternateNamesText}", StringComparison.Ordinal);
                Assert.NotEqual(Thumb, session.RemoteCertificate?.Thumbprint);
            },
            iter: 3_000);
    }

    private static (string, string)[] Details(string label, string mark, string thumbprint) =>
    [
        (label, ""), ("Certificate subject", $"CN={mark}"), ("Certificate issuer name", $"CN=CA of {mark}"), ("Certificate serial number", "0A"),
        ("Certificate thumbprint", thumbprint), ("Certificate alternate names", $"{mark}.example"),
    ];
}
