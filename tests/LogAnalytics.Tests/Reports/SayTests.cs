using LogAnalytics.Reports.Text;

namespace LogAnalytics.Tests.Reports;

public class SayTests
{
    [Theory]
    [InlineData(550, "bounced (550 is not retried)")]
    [InlineData(554, "bounced (554 is not retried)")]
    [InlineData(451, "queued (451 is retried; expires after two days by default)")]
    [InlineData(450, "queued (450 is retried; expires after two days by default)")]
    [InlineData(null, "refused")]
    public void Fate_follows_the_reply_code(int? replyCode, string said) => Assert.Equal(said, Say.Fate(replyCode));

    [Theory]
    [InlineData("tenant_attribution", 550, "550 5.7.64 TenantAttribution")]
    [InlineData("attr36", 550, "550 5.7.64 ATTR36")]
    [InlineData("attr35", 451, "451 4.4.62 ATTR35")]
    [InlineData("attr35", null, "451 4.4.62 ATTR35")]
    [InlineData("tenant_attribution", 450, "450 tenant_attribution")]
    [InlineData("my_gateway", 450, "450 my_gateway")]
    [InlineData("my_gateway", null, "my_gateway")]
    public void Family_is_said_by_its_reply(string family, int? replyCode, string said) => Assert.Equal(said, Say.Family(family, replyCode));
}
