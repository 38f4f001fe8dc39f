using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>A lake is brought up to date from itself: the logs may be gone.</summary>
public sealed class RebuildTests : IDisposable
{
    private const string OwnFamilies = "gateway_relay\tA\t550\t5.4.1\trecipient address rejected\tour gateway lost its connector\tour wiki\n";
    private static readonly InputListing _nothing = new([], []);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task ConvertAsync_with_own_families_rebuilds_the_lake_as_if_read_with_them()
    {
        string logs = Repository.DataSamples("certificate-name-changed");
        ConvertOptions own = new() { Threads = 2, UserFamilies = OwnFamilies };
        await LakeHelper.ConvertAsync(_workspace.PathOf("built-in"), logs);
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), own, LakeHelper.List(logs));
        await LakeHelper.ConvertAsync(_workspace.Lake, logs);

        ConvertReport report = await LakeHelper.ConvertAsync(_workspace.Lake, own, _nothing);

        Assert.Equal(LakeHelper.Number(_workspace.Lake, "SELECT count(DISTINCT (server, service, date_trunc('day', started_at))) FROM sessions"), report.UnitsRebuilt);
        LakeHelper.AssertEqual(_workspace.PathOf("whole"), _workspace.Lake);
        Assert.Equal([["gateway_relay", "A"]], LakeHelper.Rows(_workspace.Lake, "SELECT id, class FROM reply_families WHERE ordinal = 1"));

        // A run without the option keeps them; the empty table goes back.
        Assert.Equal(0, (await LakeHelper.ConvertAsync(_workspace.Lake, logs)).UnitsRebuilt);
        await LakeHelper.ConvertAsync(_workspace.Lake, own with { UserFamilies = "" }, _nothing);
        LakeHelper.AssertEqual(_workspace.PathOf("built-in"), _workspace.Lake);
    }

    [Fact]
    public async Task ConvertAsync_with_a_family_of_class_A_makes_its_refusals_failures()
    {
        string[] rows = [.. LogRows.Session("08DE000000000001", new DateTime(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(1))
            .Select(row => row.Replace("250 2.1.5 Recipient OK", "550 5.4.1 Recipient address rejected: Access denied", StringComparison.Ordinal))];
        _workspace.Write("logs/EX01/SEND2026031008-1.LOG", LogRows.Header + string.Concat(rows));
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        Assert.Equal([["refused", null]], LakeHelper.Rows(_workspace.Lake, "SELECT outcome, attribution_family FROM sessions"));

        await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2, UserFamilies = OwnFamilies }, _nothing);

        Assert.Equal([["attribution_failed", "gateway_relay"]], LakeHelper.Rows(_workspace.Lake, "SELECT outcome, attribution_family FROM sessions"));
    }

    [Fact]
    public async Task ConvertAsync_rebuilds_units_of_older_rules_from_the_lake()
    {
        new OddTree(3).WriteTo(_workspace.Logs);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        string[] expected = LakeHelper.Fingerprint(_workspace.Lake);
        Directory.Delete(_workspace.Logs, recursive: true);
        ForgedLake.EditManifest(_workspace.Lake, $"\"rules\": \"{LakeRules.Of("").Stamp}\"", "\"rules\": \"0-of-an-older-version\"");
        ForgedLake.EditManifest(_workspace.Lake, $"\"parser_version\": {LakeVersions.Parser}", "\"parser_version\": 0");

        ConvertReport report = await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2 }, _nothing);

        Assert.True(report.UnitsRebuilt > 5);
        Assert.Empty(report.Unbalanced);
        Assert.Equal(expected, LakeHelper.Fingerprint(_workspace.Lake));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ConvertAsync_reads_rejected_lines_again_from_the_lake(bool olderReader)
    {
        new OddTree(3).WriteTo(_workspace.Logs);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        string[] expected = LakeHelper.Fingerprint(_workspace.Lake);
        long rejected = LakeHelper.Number(_workspace.Lake, "SELECT count(DISTINCT (file_id, line_number)) FROM rejects");
        Directory.Delete(_workspace.Logs, recursive: true);
        if (olderReader)
        {
            ForgedLake.Alter(_workspace.Lake, "files", ForgedLake.All, adaptsManifest: true, columns: "* REPLACE (CAST(0 AS INTEGER) AS reader_version)");
            ForgedLake.EditManifest(_workspace.Lake, $"\"reader_version\": {LakeVersions.Reader}", "\"reader_version\": 0");
        }

        ConvertReport report = await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2, ReplaysAllRejects = !olderReader }, _nothing);

        Assert.True(rejected > 0);
        Assert.True(report.FilesReplayed > 0);
        Assert.Empty(report.Unbalanced);
        // This reader reads them as before. Files without rejects keep the version that read them.
        Assert.Equal(expected.Where(IsTable), LakeHelper.Fingerprint(_workspace.Lake).Where(IsTable));

        static bool IsTable(string line) => !line.StartsWith("_state/", StringComparison.Ordinal) && !line.StartsWith("files/", StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_name_the_taxonomy() =>
        Assert.NotEqual(LakeRules.Of("").Stamp, LakeRules.Of(OwnFamilies).Stamp);

    [Fact]
    public void Of_malformed_families_names_the_line() =>
        Assert.Equal(2, Assert.Throws<ReplyTaxonomyException>(() => LakeRules.Of("# mine\nbad row\n")).LineNumber);
}
