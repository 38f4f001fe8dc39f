using CsCheck;
using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Privacy;

namespace LogAnalytics.Tests.Privacy;

/// <summary>What is replaced in texts, values and paths, and what stays.</summary>
public class RedactorTests
{
    private const string KeyText = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string Subject = "CN=mail.contoso.com, O=\"Contoso Group, Inc.\", L=Utrecht, C=NL";

    private static readonly Redactor _redactor = Make(KeyText);

    [Theory]
    [InlineData("sent by anna@contoso.com.", "sent by user-*@domain-*.example.")]
    [InlineData("<8A2B@EX01.contoso.com>", "<user-*@host-*.domain-*.example>")]
    [InlineData("names *.contoso.com, contoso.com; now mail.fabrikam.com", "names *.domain-*.example, domain-*.example; now host-*.domain-*.example")]
    [InlineData("[AM5EUR02FT025.eop-EUR02.prod.protection.outlook.com]", "[host-*.host-*.prod.protection.outlook.com]")]
    [InlineData("contoso-com.mail.protection.outlook.com", "host-*.mail.protection.outlook.com")]
    [InlineData("contoso.mail.onmicrosoft.com holds no <tenant>.onmicrosoft.com", "host-*.mail.onmicrosoft.com holds no <tenant>.onmicrosoft.com")]
    [InlineData("from 203.0.113.9:25 to [2001:db8::1]:25, 192.0.2.0/24", "from ip-*:25 to [ip-*]:25, ip-*/24")]
    [InlineData("certificate F7BA20569D5F36223C60604B6DCADFA03ADE5E7C,", "certificate cert-*,")]
    [InlineData("Inbound from a0ebc33c-6dc7-4bca-ab9c-2ce02214a2f2", "Inbound from guid-*")]
    [InlineData("on EX01 and ex01, not on EX011", "on host-* and host-*, not on EX011")]
    [InlineData("'Outbound to Office 365' on EX01", "'connector-*' on host-*")]
    [InlineData("subject " + Subject + " is", "subject CN=host-*.domain-*.example, O=name-*, L=name-*, C=name-* is")]
    [InlineData("by Contoso Group, Inc. of Utrecht", "by name-* of name-*")]
    [InlineData("at 2026-03-12 06:15:13Z, 4 min 12 s, 550 5.7.64 Relay [08DD3FA5DBC8F401]", null)]
    [InlineData("Get-InboundConnector | Where-Object { [string]$_.TlsSenderCertificateName } | Format-List Name,Enabled; $c.Issuer", null)]
    [InlineData("see https://learn.microsoft.com/powershell, findings.json, SEND2026031012-1.LOG", null)]
    public void Text_is_replaced_where_it_names_something(string text, string? expected) =>
        Assert.Equal(expected ?? text, Masked(_redactor.Text(text)));

    [Fact]
    public void Same_value_has_the_same_pseudonym_wherever_it_stands()
    {
        string server = _redactor.Value(ValueKind.Host, "EX01");

        Assert.Equal(server, _redactor.Value(ValueKind.Host, "ex01"));
        Assert.Equal($"on {server}:", _redactor.Text("on EX01:"));
        Assert.StartsWith(server + ".domain-", _redactor.Value(ValueKind.Host, "ex01.CONTOSO.com"), StringComparison.Ordinal);
        Assert.StartsWith(server + "/TransportRoles/Logs/", _redactor.FilePath("EX01/TransportRoles/Logs/Hub"), StringComparison.Ordinal);
        Assert.EndsWith("@" + _redactor.Value(ValueKind.Host, "contoso.com"), _redactor.Value(ValueKind.Mailbox, "Anna@Contoso.com"), StringComparison.Ordinal);
        Assert.Equal(_redactor.Value(ValueKind.Mailbox, "anna@contoso.com"), _redactor.Text("ANNA@contoso.com"));
        Assert.Equal(_redactor.Text("<8A2B@EX01.contoso.com>"), _redactor.Value(ValueKind.Mailbox, "<8A2B@EX01.contoso.com>"));
        Assert.Equal(_redactor.Value(ValueKind.Address, "2001:db8::1"), _redactor.Text("2001:DB8:0:0::1"));
        Assert.Contains(_redactor.Value(ValueKind.Name, "Utrecht"), _redactor.Value(ValueKind.DistinguishedName, Subject), StringComparison.Ordinal);
        Assert.Equal(server, Make(KeyText).Value(ValueKind.Host, "EX01"));
        Assert.NotEqual(server, Make(new string('7', 64)).Value(ValueKind.Host, "EX01"));
    }

    [Theory]
    [InlineData("D:\\acme\\Contoso\\EX01\\SEND2026031012-1.LOG", "D:\\path-*\\path-*\\host-*\\SEND2026031012-1.LOG")]
    [InlineData("acme.zip!/EX01/Hub/anna.log.gz", "path-*.zip!/host-*/Hub/path-*.log.gz")]
    [InlineData("../x/./y", "../path-*/./path-*")]
    public void Paths_keep_their_depth_and_the_names_of_Exchange(string path, string expected) => Assert.Equal(expected, Masked(_redactor.FilePath(path)));

    [Theory]
    [InlineData("--lake", "--lake")]
    [InlineData("--lake=/srv/lake", "path-*/path-*/path-*")]
    [InlineData("7d", "7d")]
    [InlineData("2026-03-12T06:00Z", "2026-03-12T06:00Z")]
    [InlineData("512M", "512M")]
    [InlineData("EX01", "host-*")]
    [InlineData("192.0.2.1", "path-*")]
    [InlineData("acme", "path-*")]
    public void Arguments_are_paths_unless_they_tell_nothing(string argument, string expected) => Assert.Equal(expected, Masked(_redactor.Argument(argument)));

    [Theory]
    [InlineData("Could not find file '/srv/acme logs/a.LOG'.", "Could not find file '/path-*/path-*/path-*.LOG'.")]
    [InlineData("as in acme/EX01/SEND2026031012-1.LOG", "as in path-*/host-*/SEND2026031012-1.LOG")]
    public void Notes_hold_paths(string note, string expected) => Assert.Equal(expected, Masked(_redactor.Note(note)));

    [Fact]
    public void Rows_of_a_log_hold_odd_mailboxes_in_brackets() => Assert.Equal(
        "2026-03-12T06:00:01.123Z,connector-*,08DE,4,ip-*:17427,ip-*:25,>,RCPT TO:<user-*> NOTIFY=NEVER,",
        Masked(_redactor.LogLine("2026-03-12T06:00:01.123Z,Outbound to Office 365,08DE,4,10.0.1.11:17427,192.0.2.10:25,>,RCPT TO:<\"anna berg\"> NOTIFY=NEVER,")));

    [Fact]
    public void Cut_value_leaves_nothing_of_itself() => Assert.Equal("names …, and so on", _redactor.Text("names mail.contoso-gro…, and so on"));

    // Whatever stands around a value, and however values meet.
    [Fact]
    public void No_value_is_left_in_any_text()
    {
        string[] values = ["EX01", "Outbound to Office 365", Subject, "anna@contoso.com", "mail.contoso.com", "203.0.113.9", "F7BA20569D5F36223C60604B6DCADFA03ADE5E7C", "odd mailbox", "B53A8ADC3659BAA77E93711FB5431B18"];
        string[] borders = [" ", ", ", "/", "'", "\"", ":", "; ", "(", "<", ">", "=", "|", "\n", "…", "\\", "[", "]", "--"];
        Gen.Select(Gen.Int[0, values.Length - 1], Gen.Int[0, borders.Length - 1])
            .Array[1, 8].Sample(parts =>
            {
                string text = string.Concat(parts.Select(part => borders[part.Item2] + values[part.Item1])) + borders[parts[0].Item2];
                foreach (string shown in new[] { _redactor.Text(text), _redactor.Note(text), _redactor.LogLine(text), _redactor.FilePath(text) })
                {
                    foreach (string value in values.Where(value => shown.Contains(value, StringComparison.OrdinalIgnoreCase)))
                        Assert.Fail($"'{value}' of '{text}' is left in '{shown}'");
                }
            });
    }

    [Fact]
    public void Any_text_at_all_is_redacted_without_a_fault() =>
        Gen.String.Sample(text => _redactor.Text(text) is not null && _redactor.Note(text) is not null && _redactor.LogLine(text) is not null && _redactor.FilePath(text) is not null && _redactor.Argument(text) is not null
            && _redactor.Value(ValueKind.DistinguishedName, text) is not null && _redactor.Value(ValueKind.Mailbox, text) is not null && _redactor.Value(ValueKind.Host, text) is not null);

    [Fact]
    public void Model_keeps_its_words_and_loses_its_names()
    {
        FindingsDocument findings = new()
        {
            GeneratedAt = new DateTime(2026, 3, 12, 6, 0, 0, DateTimeKind.Utc),
            Coverage = [new CoverageSpan("EX01", "Hub", DateTime.UnixEpoch, DateTime.UnixEpoch.AddHours(1), 3, "own", [])],
            Checks = [],
            Observations = [new Observation("partner_refusal", "On EX01.", new Dictionary<string, object?> { ["recipient_domain"] = "contoso.com", ["failed"] = 3L })],
            Incidents = [],
        };

        FindingsDocument shown = _redactor.Apply(findings);

        Assert.Equal(findings.GeneratedAt, shown.GeneratedAt);
        Assert.Equal(("host-*", "Hub", "own"), (Masked(shown.Coverage[0].Server), shown.Coverage[0].Service, shown.Coverage[0].Rhythm));
        Assert.Equal(("partner_refusal", "On host-*."), (shown.Observations[0].Kind, Masked(shown.Observations[0].Text)));
        Assert.Equal("domain-*.example", Masked(shown.Observations[0].Evidence["recipient_domain"]!.ToString()!));
    }

    // A server may be called as a state is.
    [Fact]
    public void Words_of_the_tool_stay_where_a_field_holds_nothing_else()
    {
        SensitiveValues values = new();
        values.Add(ValueKind.Host, "strong");
        values.Add(ValueKind.Host, "onset");
        Redactor redactor = new(RedactionKey.Read(KeyText)!, values);

        var cause = redactor.Apply(new Cause("undetermined", Confidence.Strong, ["on onset"], [], []));

        Assert.Equal(Confidence.Strong, cause.Confidence);
        Assert.Equal("on host-*", Masked(cause.For[0]));
    }

    private static Redactor Make(string key)
    {
        SensitiveValues values = new();
        values.Add(ValueKind.Host, "EX01");
        values.Add(ValueKind.Connector, "Outbound to Office 365");
        values.Add(ValueKind.DistinguishedName, Subject);
        values.Add(ValueKind.Mailbox, "odd mailbox");
        values.Add(ValueKind.Serial, "B53A8ADC3659BAA77E93711FB5431B18");
        return new Redactor(RedactionKey.Read(key)!, values);
    }

    private static string Masked(string text) => System.Text.RegularExpressions.Regex.Replace(text, "(?<=(host|domain|user|ip|connector|name|cert|serial|path|guid)-)[0-9a-f]{10}", "*");
}
