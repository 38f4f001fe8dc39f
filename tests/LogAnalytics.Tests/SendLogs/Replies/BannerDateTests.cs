using CsCheck;
using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Tests.SendLogs.Replies;

public class BannerDateTests
{
    [Theory]
    [InlineData("220 host Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:13 +0000", "2026-03-12T06:15:13")]
    [InlineData("220 host Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 06:15:13 +0100", "2026-03-12T05:15:13")]
    [InlineData("220 host Microsoft ESMTP MAIL Service ready at Wed, 11 Mar 2026 23:15:13 -0700", "2026-03-12T06:15:13")]
    [InlineData("220 host Microsoft ESMTP MAIL Service ready at Thu, 12 Mar 2026 11:45:13 +0530", "2026-03-12T06:15:13")]
    [InlineData("220 host Microsoft ESMTP MAIL Service ready at Thu, 1 Jan 2026 00:15:13 +0100 [08DE7A0000000001]", "2025-12-31T23:15:13")]
    [InlineData("220 host ESMTP Sendmail 8.14.4/8.14.4; Thu, 12 Mar 2026 06:15:13 GMT", "2026-03-12T06:15:13")]
    [InlineData("220 host ESMTP Exim 4.94 12 mar 2026 06:15:13 +0000 (UTC)", "2026-03-12T06:15:13")]
    [InlineData("220 host ESMTP at 10:11:12 of Thu, 12 Mar 2026 06:15:13 Z", "2026-03-12T06:15:13")]
    public void Find_reads_a_date_with_any_offset(string banner, string utc) =>
        Assert.Equal(DateTime.SpecifyKind(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc), BannerDate.Find(banner));

    [Theory]
    [InlineData("220 host ESMTP Postfix")]
    [InlineData("220 host ready at Thu, 12 Mar 2026 06:15:13")]
    [InlineData("220 host ready at Thu, 12 Mar 2026 06:15:13 PST")]
    [InlineData("220 host ready at Thu, 31 Feb 2026 06:15:13 +0000")]
    [InlineData("220 host ready at Thu, 12 Mrz 2026 06:15:13 +0000")]
    [InlineData("220 host ready at Thu, 12 Mar 2026 26:15:13 +0000")]
    [InlineData("220 host ready at Thu, 12 Mar 2026 06:15 +0000")]
    [InlineData("220 host ready at Fri, 1 Jan 0001 00:00:00 +0100")]
    [InlineData("06:15:13 +0000")]
    [InlineData("")]
    public void Find_invents_no_date(string banner) => Assert.Null(BannerDate.Find(banner));

    [Fact]
    public void Find_of_any_text_never_throws() =>
        Gen.OneOf(" ", ":", "12", "Mar", "2026", "06:15:13", "+", "0000", "+0000", ",", "9999", "0001", "-2359", "31 Dec 9999 23:59:59 -2359").Array[0, 12]
            .Sample(parts => { BannerDate.Find(string.Concat(parts)); BannerDate.Find(string.Join(' ', parts)); }, iter: 10_000);
}
