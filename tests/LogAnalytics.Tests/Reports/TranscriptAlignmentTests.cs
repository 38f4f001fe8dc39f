using LogAnalytics.Reports.Sessions;

namespace LogAnalytics.Tests.Reports;

public class TranscriptAlignmentTests
{
    private static readonly string[] _good =
    [
        "+ ", "< 220 AM8EUR04FT055.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at Tue, 10 Mar 2026 10:09:42 +0000",
        "> EHLO EX01.contoso.com", "< 250  AM8EUR04FT055.mail.protection.outlook.com Hello [203.0.113.10] SIZE 157286400 STARTTLS 8BITMIME",
        "> STARTTLS", "< 220 2.0.0 SMTP server ready", "* CN=*.contoso.com AAAA", "> MAIL FROM:<a@contoso.com> SIZE=10", "> RCPT TO:<b@fabrikam.com>",
        "< 250 2.1.0 Sender OK", "< 250 2.1.5 Recipient OK", "> DATA", "< 354 Start mail input; end with <CRLF>.<CRLF>",
        "< 250 2.6.0 <1@EX01.contoso.com> [InternalId=47, Hostname=AM5PR07MB2847.eurprd05.prod.outlook.com] Queued mail for delivery", "> QUIT", "- ",
    ];

    private static readonly string[] _bad =
    [
        "+ ", "< 220 DB5EUR03FT012.mail.protection.outlook.com Microsoft ESMTP MAIL Service ready at Wed, 11 Mar 2026 11:19:02 +0000",
        "> EHLO EX01.contoso.com", "< 250  DB5EUR03FT012.mail.protection.outlook.com Hello [203.0.113.10] SIZE 157286400 STARTTLS 8BITMIME",
        "> STARTTLS", "< 220 2.0.0 SMTP server ready", "* CN=mail.contoso-group.example BBBB", "> MAIL FROM:<c@contoso.com> SIZE=99", "> RCPT TO:<d@northwind.example>",
        "> RCPT TO:<e@northwind.example>", "< 250 2.1.0 Sender OK",
        "< 550 5.7.64 TenantAttribution; Relay Access Denied [DB5EUR03FT012.eop-EUR04.prod.protection.outlook.com 2026-03-10T16:41:41.220Z 08DE5DF8BF6B5B6D]",
        "< 550 5.7.64 TenantAttribution; Relay Access Denied [DB5EUR03FT012.eop-EUR04.prod.protection.outlook.com 2026-03-10T16:41:41.230Z 08DE5DF8BF6B5B6E]",
        "> QUIT", "- ",
    ];

    [Fact]
    public void Of_marks_what_tells_a_bad_session_from_a_good_one()
    {
        AlignedRow[] marked = [.. TranscriptAlignment.Of(Session(_good), Session(_bad)).Rows.Where(row => row.Difference != RowDifference.Same)];

        Assert.Equal(
            """
            Differs: CN=*.contoso.com AAAA | CN=mail.contoso-group.example B
            RightOnly: - | RCPT TO:<e@northwind.example>
            Differs: 250 2.1.5 Recipient OK | 550 5.7.64 TenantAttribution; R
            RightOnly: - | 550 5.7.64 TenantAttribution; R
            LeftOnly: DATA | -
            LeftOnly: 354 Start mail input; end with  | -
            LeftOnly: 250 2.6.0 <1@EX01.contoso.com>  | -
            """,
            string.Join('\n', marked.Select(row => $"{row.Difference}: {Cut(row.Left)} | {Cut(row.Right)}")));
    }

    [Fact]
    public void Of_a_session_and_itself_is_the_same_everywhere() =>
        Assert.All(TranscriptAlignment.Of(Session(_bad), Session(_bad)).Rows, row =>
        {
            Assert.Equal(RowDifference.Same, row.Difference);
            Assert.Equal(row.Left, row.Right);
        });

    [Fact]
    public void Of_holds_every_row_of_both_once_and_in_order()
    {
        TranscriptAlignment alignment = TranscriptAlignment.Of(Session(_good), Session(_bad));

        Assert.Equal(_good.Select(row => row[2..]), alignment.Rows.Where(row => row.Left is not null).Select(row => row.Left!.Data));
        Assert.Equal(_bad.Select(row => row[2..]), alignment.Rows.Where(row => row.Right is not null).Select(row => row.Right!.Data));
    }

    [Fact]
    public void Of_long_sessions_counts_what_it_leaves_out()
    {
        TranscriptAlignment alignment = TranscriptAlignment.Of(Session(_good), Session(_bad) with { RowsBeyond = 5 }, mostRows: 10);

        Assert.Equal((_good.Length - 10, _bad.Length - 10 + 5), (alignment.LeftBeyond, alignment.RightBeyond));
    }

    [Fact]
    public void Steps_name_each_reply_for_the_command_that_it_answers()
    {
        string[] rows = ["< 220 ready", "> EHLO a", "< 250-host Hello", "< 250-SIZE", "< 250 CHUNKING", "> MAIL FROM:<>", "> RCPT TO:<a@b>", "< 250 ok", "< 550 no"];

        Assert.Equal(
            ["< Connect", "> Ehlo", "< Ehlo", "< Ehlo", "< Ehlo", "> Mail", "> Rcpt", "< Mail", "< Rcpt"],
            TranscriptSteps.Of(Session(rows).Rows).Select(step => step.Key));
    }

    [Theory]
    [InlineData("250 host.mail.example.com Hello [203.0.113.10] SIZE 5", "250 other.mail.example.com Hello [203.0.113.10] SIZE 7", true)]
    [InlineData("250 host.mail.example.com Hello [203.0.113.10]", "250 host.mail.example.com Hello [203.0.113.11]", false)]
    [InlineData("250 a.b.c Hello [203.0.113.10] STARTTLS 8BITMIME", "250 a.b.c Hello [203.0.113.10] 8BITMIME", false)]
    [InlineData("550 5.7.64 TenantAttribution; Relay Access Denied", "550 5.4.1 Relay Access Denied", false)]
    public void Comparable_keeps_what_tells_and_leaves_out_what_always_differs(string one, string other, bool same) =>
        Assert.Equal(same, ComparableText.Of(Row(0, "< " + one)) == ComparableText.Of(Row(0, "< " + other)));

    private static string Cut(TranscriptRow? row) => row is null ? "-" : row.Data.Length > 31 ? row.Data[..31] : row.Data;

    private static SessionTranscript Session(string[] rows) =>
        new("EX01", "Hub", "08DE000000000001", "Outbound", "192.0.2.24:25", DateTime.UnixEpoch, "attributed", [.. rows.Select((row, i) => Row(i, row))]);

    private static TranscriptRow Row(int number, string row) =>
        new(number, DateTime.UnixEpoch.AddMilliseconds(number), row[..1], row[2..], row[0] == '*' ? "Sending certificate" : "", null, "a.log", number + 6, 0);
}
