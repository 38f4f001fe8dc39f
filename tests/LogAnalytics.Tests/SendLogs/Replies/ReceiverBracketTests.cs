using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Tests.SendLogs.Replies;

public class ReceiverBracketTests
{
    [Theory]
    [InlineData("550 5.7.64 TenantAttribution; Relay Access Denied [AM5.prod.protection.outlook.com 2025-01-29T19:07:30.476Z 08DD3FA5DBC8F401]")]
    [InlineData("451 4.7.500 Server busy [203.0.113.9] [AM5.prod.protection.outlook.com 2025-01-29T19:07:30.476Z 08DD3FA5DBC8F401] [x]")]
    public void Find_reads_host_clock_and_session(string text) =>
        Assert.Equal(new ReceiverBracket("AM5.prod.protection.outlook.com", new DateTime(2025, 1, 29, 19, 7, 30, 476, DateTimeKind.Utc), "08DD3FA5DBC8F401"), ReceiverBracket.Find(text));

    [Theory]
    [InlineData("550 5.7.64 TenantAttribution; Relay Access Denied [AM5EUR02FT025.eop-EUR02.prod.protection.outlook.com]")]
    [InlineData("250 2.6.0 <1@contoso.com> [InternalId=1, Hostname=x.fabrikam.com] Queued")]
    [InlineData("550 [host 2025-13-29T19:07:30.476Z 08DD]")]
    [InlineData("550 [host 2025-01-29T19:07:30.476Z 08DD more]")]
    [InlineData("550 [host 2025-01-29T19:07:30.476Z 08DD")]
    [InlineData("550 [")]
    [InlineData("550 ]")]
    [InlineData("550")]
    public void Find_gives_nothing_for_other_brackets(string text) => Assert.Null(ReceiverBracket.Find(text));
}
