using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs.Replies;

/// <summary>Rows that a user adds to the built-in families.</summary>
public class UserTaxonomyTests
{
    private const string GatewayRow = "gateway_denied\tA\t554\t5.9.1-3\tfoo|bar&baz\tour gateway's text\tfabrikam.com";

    [Fact]
    public void Extend_user_rows_are_tried_first()
    {
        ReplyTaxonomy taxonomy = Extend("mine\tB\t550\t5.7.64\tTenantAttribution\tmeaning\tsource");
        Assert.Equal("mine", Classify(taxonomy, "550 5.7.64 TenantAttribution; Relay Access Denied"));
        Assert.Equal("attr36", Classify(taxonomy, "550 5.7.64 Relay Access Denied ATTR36"));
        Assert.Equal("mine", taxonomy.Families[0].Id);
        Assert.Equal(ReplyTaxonomy.BuiltIn.Families, taxonomy.Families.Skip(1));
    }

    [Theory]
    [InlineData("554 5.9.2 BAR and baz", "gateway_denied")]
    [InlineData("554 5.9.4 bar baz", null)]
    [InlineData("554 5.9.2 bar", null)]
    [InlineData("554 bar baz", null)]
    [InlineData("550 5.9.2 bar baz", null)]
    public void Extend_row_fits_by_code_and_words(string text, string? id) => Assert.Equal(id, Classify(Extend(GatewayRow), text));

    [Theory]
    [InlineData("\uFEFF" + GatewayRow)]
    [InlineData("# comment\r\n\r\n   \r\n  # another\r\n" + GatewayRow + "\r\n")]
    [InlineData("\uFEFF# comment\n\n" + GatewayRow + "\n\n")]
    public void Extend_takes_comments_blank_lines_crlf_and_byte_order_mark(string table)
    {
        ReplyTaxonomy taxonomy = Extend(table);
        Assert.Equal(ReplyTaxonomy.BuiltIn.Families.Count + 1, taxonomy.Families.Count);
        Assert.Equal(Extend(GatewayRow).Fingerprint, taxonomy.Fingerprint);
    }

    [Theory]
    [InlineData("x\tA\t550\t5.7.64\twords\tmeaning", 1, "6 columns")]
    [InlineData("x\tA\t550\t5.7.64\twords\tmeaning\tsource\tmore", 1, "8 columns")]
    [InlineData("x A 550 5.7.64 words meaning source", 1, "1 columns")]
    [InlineData("\n# c\nx\tD\t550\t\twords\tm\ts", 3, "class 'D'")]
    [InlineData("x\ta\t550\t\twords\tm\ts", 1, "class 'a'")]
    [InlineData("x\t\t550\t\twords\tm\ts", 1, "class ''")]
    [InlineData("x\tA\t250\t\twords\tm\ts", 1, "code '250'")]
    [InlineData("x\tA\t55\t\twords\tm\ts", 1, "code '55'")]
    [InlineData("x\tA\t5500\t\twords\tm\ts", 1, "code '5500'")]
    [InlineData("x\tA\tabc\t\twords\tm\ts", 1, "code 'abc'")]
    [InlineData("x\tA\t550\t5.7\twords\tm\ts", 1, "enhanced '5.7'")]
    [InlineData("x\tA\t550\t2.1.5\twords\tm\ts", 1, "enhanced '2.1.5'")]
    [InlineData("x\tA\t550\t5.7.649-606\twords\tm\ts", 1, "enhanced '5.7.649-606'")]
    [InlineData("x\tA\t550\t5.7.6-\twords\tm\ts", 1, "enhanced '5.7.6-'")]
    [InlineData("x\tA\t550\t5.7.1-2-3\twords\tm\ts", 1, "enhanced '5.7.1-2-3'")]
    [InlineData("x\tA\t550\t5.7.1000\twords\tm\ts", 1, "enhanced '5.7.1000'")]
    [InlineData("X\tA\t550\t\twords\tm\ts", 1, "id 'X'")]
    [InlineData("my-id\tA\t550\t\twords\tm\ts", 1, "id 'my-id'")]
    [InlineData("\tA\t550\t\twords\tm\ts", 1, "id ''")]
    [InlineData("x\tA\t\t\t\tm\ts", 1, "would fit every refusal")]
    [InlineData("x\tA\t550\t\ta||b\tm\ts", 1, "empty word")]
    [InlineData("x\tA\t550\t\ta&\tm\ts", 1, "empty word")]
    [InlineData("attr36\tC\t550\t\twords\tm\ts", 1, "id 'attr36' is of class A")]
    [InlineData("x\tA\t550\t\twords\tm\ts\nx\tB\t551\t\twords\tm\ts", 2, "id 'x' is of class A")]
    public void Extend_malformed_row_says_where_what_and_the_remedy(string table, int line, string problem)
    {
        ReplyTaxonomyException error = Assert.Throws<ReplyTaxonomyException>(() => Extend(table));
        Assert.Equal(("own.tsv", line), (error.File, error.LineNumber));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.StartsWith($"own.tsv, line {line}: ", error.Message);
        Assert.EndsWith(error.Remedy, error.Message);
        Assert.NotEqual("", error.Remedy);
    }

    [Fact]
    public void Fingerprint_tells_every_column_and_the_order()
    {
        const string other = "other\tC\t551\t\tx\tm\ts";
        string[] tables =
        [
            "", GatewayRow, other, GatewayRow + "\n" + other, other + "\n" + GatewayRow,
            GatewayRow.Replace("gateway_denied", "gateway", StringComparison.Ordinal), GatewayRow.Replace("\tA\t", "\tB\t", StringComparison.Ordinal),
            GatewayRow.Replace("554", "553", StringComparison.Ordinal), GatewayRow.Replace("5.9.1-3", "5.9.1", StringComparison.Ordinal),
            GatewayRow.Replace("foo|bar", "foo&bar", StringComparison.Ordinal), GatewayRow.Replace("text", "texts", StringComparison.Ordinal),
            GatewayRow.Replace("fabrikam", "contoso", StringComparison.Ordinal),
        ];
        string[] fingerprints = [.. tables.Select(table => Extend(table).Fingerprint)];
        Assert.Equal(fingerprints.Length, fingerprints.Distinct().Count());
        Assert.All(fingerprints, fingerprint => Assert.Matches("^[0-9a-f]{64}$", fingerprint));
        Assert.Equal(ReplyTaxonomy.BuiltIn.Fingerprint, fingerprints[0]);
    }

    [Theory]
    [InlineData('A', SessionOutcome.AttributionFailed, "gateway_denied", null)]
    [InlineData('B', SessionOutcome.Refused, null, "gateway_denied")]
    [InlineData('C', SessionOutcome.Refused, null, null)]
    public void Interpret_outcome_follows_the_class_of_the_users_row(char familyClass, SessionOutcome outcome, string? family, string? companion)
    {
        LogWriter log = new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Reply("250 2.1.0 Sender OK", "554 5.9.1 foo baz").Quit();
        SessionInterpreter interpreter = new(Extend(GatewayRow.Replace("\tA\t", $"\t{familyClass}\t", StringComparison.Ordinal)));
        SmtpSession session = interpreter.Interpret([.. Assert.Single(Stitching.Sessions(Reading.Of(log.Text).Rows))]);
        Assert.Equal((outcome, family, companion), (session.Outcome, session.AttributionFamily, session.CompanionFamily));
        Assert.Equal((family, "gateway_denied"), (session.Messages[0].AttributionFamily?.Id, session.Recipients.Single().Reply?.Family?.Id));
        Assert.Equal(family is null ? 0 : 1, session.AttributionErrorCount);
    }

    private static ReplyTaxonomy Extend(string table) => ReplyTaxonomy.Extend(ReplyTaxonomy.BuiltIn, new StringReader(table), "own.tsv");

    private static string? Classify(ReplyTaxonomy taxonomy, string text) => taxonomy.Classify(SmtpReply.Parse(text))?.Id;
}
