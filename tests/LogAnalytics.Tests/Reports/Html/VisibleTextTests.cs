using CsCheck;
using LogAnalytics.Reports.Html;

namespace LogAnalytics.Tests.Reports.Html;

public class VisibleTextTests
{
    [Theory]
    [InlineData("plain text, Grüße 日本", "plain text, Grüße 日本")]
    [InlineData("a\0b\tc\r\nd\u001B[31m", "a␀b␉c␍␊d␛[31m")]
    [InlineData("a\u202Eb\u200Bc\uFEFF", "a⟨U+202E⟩b⟨U+200B⟩c⟨U+FEFF⟩")]
    [InlineData("\u2028\u2029\u0085\u007F", "⟨U+2028⟩⟨U+2029⟩⟨U+0085⟩␡")]
    [InlineData("mail \U0001F4E7", "mail \U0001F4E7")]
    [InlineData("\U000E0041", "⟨U+E0041⟩")]
    public void Of_shows_what_cannot_be_seen(string text, string visible) => Assert.Equal(visible, VisibleText.Of(text, 400));

    // Half a character is no text that a test runner could name a case by.
    [Fact]
    public void Of_half_a_character_shows_the_replacement() => Assert.Equal("x\uFFFDy", VisibleText.Of("x\uD800y", 400));

    [Fact]
    public void Of_cuts_long_text_and_says_how_much_is_left_out()
    {
        Assert.Equal("aaaaa… (19,995 more characters)", VisibleText.Of(new string('a', 20_000), 5));
        Assert.Equal("aaaa… (2 more characters)", VisibleText.Of("aaaa\U0001F4E7", 5));
    }

    [Fact]
    public void Of_any_text_holds_nothing_that_takes_effect() =>
        Gen.String.Sample(text => VisibleText.Of(text, 1_000).All(c => !char.IsControl(c) && char.GetUnicodeCategory(c) is not (
            System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator)));
}
