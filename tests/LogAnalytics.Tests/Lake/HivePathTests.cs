using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

public class HivePathTests
{
    private static readonly DateTime _hour = new(2026, 3, 10, 7, 0, 0);

    public static TheoryData<string> OddServers { get; } =
    [
        "NULL", "null", "Null", "__HIVE_DEFAULT_PARTITION__", "__none__", "..", ".", "../../x", "con", "CON.txt", "a=b", "server=x/date=y", "a/b", "a\\b", "100%", "%4E",
        "EX01.", "EX01. . ", " EX01", "EX01\t", "a\nb", "\u0001", "Žürich-邮件", "\U0001F600", "a'b\"c", "a+b", "[x]*?", "true", "-1", "2026-03-10", "{x}", "~", "C:",
    ];

    [Theory]
    [InlineData("EX01.", "EX01%2E")]
    [InlineData("null", "%6Eull")]
    [InlineData("EX01.contoso.com", "EX01.contoso.com")]
    public void Escape_differs_from_the_name_only_where_it_must(string server, string folder) => Assert.Equal(folder, HivePath.Escape(server));

    [Theory]
    [MemberData(nameof(OddServers))]
    public async Task Escape_of_any_server_stays_in_the_lake_and_reads_back(string server)
    {
        using Workspace workspace = new();
        workspace.Write("logs/x/" + LogRows.FileName(_hour), LogRows.Header + string.Concat(LogRows.Session("08DE000000000001", _hour, TimeSpan.FromSeconds(1))));
        InputFile file = LakeHelper.List(workspace.Logs).Files[0];
        InputFile named = new()
        {
            Path = file.Path,
            DiskPath = file.DiskPath,
            Server = server,
            Service = "Hub",
            Name = file.Name,
            DiskBytes = file.DiskBytes,
            ModifiedUtc = file.ModifiedUtc,
        };
        await LakeHelper.ConvertAsync(workspace.Lake, new ConvertOptions(), new InputListing([named], []));

        foreach (string view in new[] { "events", "sessions", "files" })
            Assert.Equal([[server, "VARCHAR"]], LakeHelper.Rows(workspace.Lake, $"SELECT DISTINCT server, typeof(server) FROM {view}"));
        string[] folders = [.. Directory.GetDirectories(Path.Combine(workspace.Lake, "files")).Select(folder => Path.GetFileName(folder)!)];
        Assert.Contains("server=" + HivePath.Escape(server), folders);
        Assert.Equal(["lake", "logs"], Directory.GetFileSystemEntries(workspace.Root).Select(path => Path.GetFileName(path)!).Order());
    }
}
