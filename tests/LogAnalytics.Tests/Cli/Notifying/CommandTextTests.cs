using LogAnalytics.Cli.Notifying;

namespace LogAnalytics.Tests.Cli.Notifying;

public class CommandTextTests
{
    [Theory]
    [InlineData("mail", "mail")]
    [InlineData("  mail  -s\tx ", "mail|-s|x")]
    [InlineData("mail -s 'Mail \"broke\"' ops@contoso.com", "mail|-s|Mail \"broke\"|ops@contoso.com")]
    [InlineData("\"C:\\Program Files\\n.exe\" a\\b", "C:\\Program Files\\n.exe|a\\b")]
    [InlineData("a '' b", "a||b")]
    [InlineData("a x'y z'w", "a|xy zw")]
    [InlineData("a $HOME;b|c", "a|$HOME;b|c")]
    [InlineData("", "")]
    public void Split_takes_quotes_and_nothing_else(string text, string words) => Assert.Equal(words, string.Join('|', CommandText.Split(text)!));

    [Theory]
    [InlineData("a 'b")]
    [InlineData("a \"b")]
    public void Quote_that_is_not_closed_is_refused(string text) => Assert.Null(CommandText.Split(text));
}
