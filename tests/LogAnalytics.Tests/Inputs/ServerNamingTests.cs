using LogAnalytics.Inputs;

namespace LogAnalytics.Tests.Inputs;

public class ServerNamingTests
{
    private const string Layout = "TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND2026031206-1.LOG";

    [Theory]
    [InlineData("/logs/EX01/" + Layout, "EX01")]
    [InlineData("/logs/EX01/Program Files/Microsoft/Exchange Server/V15/" + Layout, "EX01")]
    [InlineData("C:/collected/EX01/v15/" + Layout, "EX01")]
    [InlineData("//EX01/C$/Program Files/Microsoft/Exchange Server/V15/" + Layout, "EX01")]
    [InlineData("/logs/EX01/ProtocolLog/SmtpSend/SEND20100312-1.log", "EX01")]
    [InlineData("/logs/EX01/Mailbox/ProtocolLog/SmtpSend/Submission/SEND2026031206-1.LOG", "EX01")]
    [InlineData("/logs/EX01/" + "TransportRoles/Logs/MessageTracking/MSGTRK2026031206-1.LOG", "EX01")]
    [InlineData("/logs/EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/old/SEND2026031206-1.LOG", "EX01")]
    [InlineData("/logs/EX01/SEND2026031206-1.LOG", "EX01")]
    [InlineData("/logs/EX01.zip!/" + Layout, "EX01")]
    [InlineData("/logs/all.zip!/EX02/" + Layout, "EX02")]
    [InlineData("C:/Program Files/Microsoft/Exchange Server/V15/" + Layout, null)]
    [InlineData("/" + Layout, null)]
    [InlineData("/SEND2026031206-1.LOG", null)]
    public void ServerOf_is_the_folder_above_the_layout(string path, string? server) => Assert.Equal(server, ServerNaming.ByFolder.ServerOf(path));

    [Theory]
    [InlineData("V15")]
    [InlineData("transportroles")]
    [InlineData("Logs")]
    [InlineData("Hub")]
    [InlineData("FrontEnd")]
    [InlineData("Edge")]
    [InlineData("ProtocolLog")]
    [InlineData("SMTPSEND")]
    public void ServerOf_folders_of_Exchange_never_qualify(string folder) => Assert.Null(ServerNaming.ByFolder.ServerOf($"/{folder}/SEND2026031206-1.LOG"));

    [Theory]
    [InlineData("EX09", "/logs/EX01/" + Layout, "EX09")]
    [InlineData("logs/{server}/*", "/data/logs/EX01/SEND2026031206-1.LOG", "EX01")]
    [InlineData("LOGS\\{server}\\*", "/data/logs/EX01/SEND2026031206-1.LOG", "EX01")]
    [InlineData("data/**/{server}/SEND*", "/data/a/b/EX07/SEND2026031206-1.LOG", "EX07")]
    [InlineData("backup-{server}.zip!/", "/data/backup-EX05.zip!/SEND2026031206-1.LOG", "EX05")]
    [InlineData("(?<server>ex\\d+)", "/data/x-EX03-y/SEND2026031206-1.LOG", "EX03")]
    [InlineData("elsewhere/{server}/*", "/data/EX01/SEND2026031206-1.LOG", "EX01")]
    [InlineData(null, "/data/EX01/SEND2026031206-1.LOG", "EX01")]
    [InlineData(" ", "/data/EX01/SEND2026031206-1.LOG", "EX01")]
    public void From_name_pattern_or_expression_comes_first(string? from, string path, string server) =>
        Assert.Equal(server, ServerNaming.From(from).ServerOf(path));

    [Theory]
    [InlineData("(?<server>[")]
    [InlineData("logs/*")]
    [InlineData("{sever}")]
    public void From_what_is_no_pattern_is_a_usage_error_that_names_it(string from)
    {
        InputException e = Assert.Throws<InputException>(() => ServerNaming.From(from));
        Assert.Contains(from, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ServerOf_pattern_without_end_is_a_usage_error()
    {
        ServerNaming naming = ServerNaming.From("^(?<server>(a+)+)$");
        Assert.Contains("takes too long", Assert.Throws<InputException>(() => naming.ServerOf(new string('a', 60) + "!")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/logs/EX01/" + Layout, "Hub")]
    [InlineData("/EX01/TransportRoles/Logs/frontend/ProtocolLog/SmtpSend/x.log", "FrontEnd")]
    [InlineData("/EX01/Edge/ProtocolLog/SmtpSend/x.log", "Edge")]
    [InlineData("/EX01/Mailbox/ProtocolLog/SmtpSend/Submission/x.log", "MailboxSubmission")]
    [InlineData("/EX01/Mailbox/ProtocolLog/SmtpSend/Delivery/x.log", "MailboxDelivery")]
    [InlineData("/EX01/ProtocolLog/SmtpSend/x.log", "Unknown")]
    [InlineData("/Delivery/Edge/EX01/Hub/ProtocolLog/SmtpSend/x.log", "Hub")]
    [InlineData("/logs/a.zip!/Hub/x.log", "Hub")]
    public void ServiceOf_is_the_nearest_folder_that_says(string path, string service) => Assert.Equal(service, ServerNaming.ServiceOf(path));
}
