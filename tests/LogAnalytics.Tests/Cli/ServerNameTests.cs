using LogAnalytics.Inputs;

namespace LogAnalytics.Tests.Cli;

public class ServerNameTests
{
    [Theory]
    [InlineData("C:/Program Files/Microsoft/Exchange Server/V15/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND2026031000-1.LOG")]
    [InlineData("/V15/TransportRoles/Logs/FrontEnd/ProtocolLog/SmtpSend/SEND2026031000-1.LOG")]
    [InlineData("/SmtpSend/SEND2026031000-1.LOG")]
    public void ServerOf_under_the_folders_of_Exchange_alone_names_nothing(string path) =>
        Assert.Null(ServerNaming.ByFolder.ServerOf(path));

    [Fact]
    public void ServerOf_with_a_name_or_a_pattern_takes_it()
    {
        Assert.Equal("EX01", ServerNaming.From("logs/{server}/*").ServerOf("/data/logs/EX01/SEND2026031000-1.LOG"));
        Assert.Equal("EX07", ServerNaming.From("EX07").ServerOf("/V15/SEND2026031000-1.LOG"));
    }
}
