using LogAnalytics.Inputs.Archives;

namespace LogAnalytics.Tests.Inputs;

public class MemberNameTests
{
    [Theory]
    [InlineData("Hub\\SmtpSend\\x.log", "Hub/SmtpSend/x.log")]
    [InlineData("./a//b/./x.log", "a/b/x.log")]
    [InlineData("a/", "a/")]
    [InlineData("/x.log", "/x.log")]
    [InlineData("\\\\EX01\\logs\\x.log", "/EX01/logs/x.log")]
    [InlineData("./", "")]
    [InlineData("", "")]
    public void Normalize_keeps_what_the_name_says(string name, string expected) => Assert.Equal(expected, MemberName.Normalize(name));

    [Theory]
    [InlineData("", "no name")]
    [InlineData("/etc/x.log", "leads out")]
    [InlineData("\\\\EX01\\c$\\x.log", "leads out")]
    [InlineData("C:\\logs\\x.log", "leads out")]
    [InlineData("c:/logs/x.log", "leads out")]
    [InlineData("c:x.log", "leads out")]
    [InlineData("../x.log", "leads out")]
    [InlineData("a/..\\..\\x.log", "leads out")]
    [InlineData("a/.. /x.log", "leads out")]
    [InlineData("a/.../x.log", "leads out")]
    [InlineData("a/..", "leads out")]
    [InlineData("a\0/x.log", "control")]
    [InlineData("a\n.log", "control")]
    [InlineData("a\u009b.log", "control")]
    public void WhyRefused_says_what_is_wrong(string name, string reason) =>
        Assert.Contains(reason, MemberName.WhyRefused(MemberName.Normalize(name)), StringComparison.Ordinal);

    [Theory]
    [InlineData("x.log")]
    [InlineData("EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND2026031206-1.LOG")]
    [InlineData("a..b/..x/x...log")]
    [InlineData("Žürich/邮件 (2).log")]
    [InlineData("2026-03-12T06:00.log")]
    public void WhyRefused_takes_names_of_files(string name) => Assert.Null(MemberName.WhyRefused(MemberName.Normalize(name)));

    [Fact]
    public void WhyRefused_folder_or_file_beyond_what_a_disk_holds()
    {
        Assert.Null(MemberName.WhyRefused(new string('a', 251) + ".log"));
        Assert.Contains("too long", MemberName.WhyRefused(new string('a', 252) + ".log"), StringComparison.Ordinal);
    }
}
