using CsCheck;
using LogAnalytics.Diagnosis;

namespace LogAnalytics.Tests.Diagnosis;

public class PowerShellTextTests
{
    [Theory]
    [InlineData("Outbound to Office 365", "'Outbound to Office 365'")]
    [InlineData("x'; Remove-Mailbox y; '", "'x''; Remove-Mailbox y; '''")]
    [InlineData("x\u2019; $(evil) `n", "'x\u2019\u2019; $(evil) `n'")]
    [InlineData("\u2018\u201A\u201B", "'\u2018\u2018\u201A\u201A\u201B\u201B'")]
    public void TryQuote_quotes_of_every_kind_are_doubled(string text, string expected)
        => Assert.Equal(expected, PowerShellText.TryQuote(text));

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\uFFFDb")]
    [InlineData("<inbound>")]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData(null)]
    public void TryQuote_text_that_hides_or_breaks_a_command_is_refused(string? text)
        => Assert.Null(PowerShellText.TryQuote(text));

    [Fact]
    public void TryQuote_lone_surrogate_is_refused() => Assert.Null(PowerShellText.TryQuote("a" + (char)0xD800));

    [Theory]
    [InlineData("0123456789abcdef0123456789ABCDEF01234567", "0123456789ABCDEF0123456789ABCDEF01234567")]
    [InlineData("0123456789abcdef0123456789ABCDEF0123456; x", null)]
    [InlineData("0123", null)]
    public void TryThumbprint_takes_forty_hex_digits_only(string text, string? expected)
        => Assert.Equal(expected, PowerShellText.TryThumbprint(text));

    [Fact]
    public void TryQuote_any_text_reads_back_as_one_literal()
        => HostileText.Gen.Sample(text =>
        {
            string? quoted = PowerShellText.TryQuote(text);
            if (quoted is not null)
                Assert.Equal(("", text), PowerShellReader.RemoveLiterals(quoted));
        });
}
