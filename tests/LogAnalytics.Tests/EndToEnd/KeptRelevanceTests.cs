using System.Security.Cryptography;
using System.Text;
using DuckDB.NET.Data;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>What an analysis has worked out about remotes and connectors serves the views as long as the lake holds the same logs.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class KeptRelevanceTests : IDisposable
{
    private const string Relevance =
        "SELECT server, service, session_id, session_split, remote_family, remote_evidence, relay_role, relay_evidence FROM sessions ORDER BY ALL";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("clean_noisy")]
    [InlineData("smtp_inspection")]
    [InlineData("connector_changed")]
    public async Task Views_say_the_same_before_and_after_an_analysis(string kind)
    {
        using TreeFolder tree = Tree(kind, seed: 4);
        await CliRunner.RunAsync("convert", tree.Root, "--lake", _workspace.Lake);
        Assert.False(IsKept);
        string before = await QueryAsync();

        await CliRunner.RunAsync("analyze", "--lake", _workspace.Lake, "--out", _workspace.Out);

        Assert.True(IsKept);
        Assert.Equal(before, await QueryAsync());
        Assert.True(before.Split('\n').Length > 20);
    }

    [Fact]
    public async Task What_is_decided_comes_from_where_it_is_kept()
    {
        using TreeFolder tree = Tree("clean_noisy", seed: 5);
        await CliRunner.RunAsync("run", tree.Root, "--lake", _workspace.Lake, "--out", _workspace.Out);
        string path = Path.Combine(_workspace.Lake, Tables[AnalysisState.Relevance][0]);

        using (DuckDBConnection client = new("Data Source=:memory:"))
        {
            client.Open();
            using DuckDBCommand copy = client.CreateCommand();
            copy.CommandText = $"COPY (SELECT 'role' AS kind, 'nobody' AS subject, 'relay' AS value, '' AS evidence) TO '{path}' (FORMAT parquet)";
            copy.ExecuteNonQuery();
        }

        Assert.DoesNotContain("mx_delivery", await QueryAsync());
    }

    [Fact]
    public async Task Logs_that_came_since_are_worked_out_with_the_others()
    {
        using TreeFolder tree = Tree("clean_noisy", seed: 6), more = Tree("smtp_inspection", seed: 7);
        await CliRunner.RunAsync("run", tree.Root, "--lake", _workspace.Lake, "--out", _workspace.Out);
        await CliRunner.RunAsync("convert", more.Root, "--lake", _workspace.Lake);

        Assert.False(IsKept);
        string worked = await QueryAsync();
        await CliRunner.RunAsync("analyze", "--lake", _workspace.Lake, "--out", _workspace.Out);
        Assert.True(IsKept);
        Assert.Equal(worked, await QueryAsync());
    }

    [Fact]
    public async Task What_was_told_beside_the_logs_is_not_kept()
    {
        using TreeFolder tree = Tree("clean_noisy", seed: 8);
        await CliRunner.RunAsync("run", tree.Root, "--lake", _workspace.Lake, "--out", _workspace.Out, "--relay-role", "Tenant mailboxes=relay");
        Assert.False(IsKept);
    }

    /// <summary>Views that decide otherwise must not take what was decided before them.</summary>
    [Fact]
    public void Rules_are_those_of_their_version()
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SqlCatalog.Text(SqlCatalog.Relevance))))[..16];
        Assert.True(
            (LakeVersions.Relevance, hash) == (1, "442ed5543162ba21"),
            $"views/relevance has changed ({hash}): count LakeVersions.Relevance up if it decides otherwise, and write the new hash here.");
    }

    private static TreeFolder Tree(string kind, int seed) => new(new SampleOptions { Incident = kind, Seed = seed, Servers = 2, Days = 1, SessionsPerServerHour = 4 });

    private IReadOnlyDictionary<string, IReadOnlyList<string>> Tables
    {
        get
        {
            LakeFolder lake = new(_workspace.Lake);
            return lake.Tables(lake.ReadManifest());
        }
    }

    private bool IsKept => Tables.ContainsKey(AnalysisState.Relevance);

    private async Task<string> QueryAsync()
    {
        CliResult result = await CliRunner.RunAsync("query", "--lake", _workspace.Lake, "--format", "csv", Relevance);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Out;
    }
}
