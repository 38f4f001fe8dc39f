using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>A lake that was altered is found out, also where its manifest was altered with it.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    public static TheoryData<string, string> Losses => new()
    {
        { "events", ForgedLake.NotTheLastLine },
        { "events", "session_number > 0" },
        { "copies", ForgedLake.NotTheLastLine },
        { "file_lines", ForgedLake.NotTheLastLine },
        { "file_lines", "kind <> 'header' OR line_number > 5" },
        { "sessions", "session_number > 0" },
        { "messages", "message_index > 1" },
        { "recipients", "message_index > 1" },
        { "part_files", "file_number > 0" },
        { "files", "path <> (SELECT min(path) FROM read_parquet('{path}'))" },
        { "open_sessions", "unit_day > 20523" },
    };

    [Theory, MemberData(nameof(Losses))]
    public async Task VerifyAsync_finds_lost_rows_also_where_the_manifest_was_adapted(string table, string kept)
    {
        await ConvertOddTreeAsync();
        ForgedLake.Alter(_workspace.Lake, table, kept, adaptsManifest: true);

        Assert.NotEmpty((await VerifyAsync()).Problems);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("rejects")]
    public async Task VerifyAsync_finds_one_byte_that_differs(string what)
    {
        await ConvertOddTreeAsync();
        string table = what == "rejects" ? "file_lines" : what;
        string path = Directory.EnumerateFiles(Path.Combine(_workspace.Lake, table), "part-*.parquet", SearchOption.AllDirectories).First();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);

        VerifyReport report = await VerifyAsync();

        Assert.Contains(report.Problems, problem => path.EndsWith(problem.Key, StringComparison.Ordinal) && problem.Value.Contains("altered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task VerifyAsync_names_a_missing_table()
    {
        await ConvertOddTreeAsync();
        string path = Directory.EnumerateFiles(Path.Combine(_workspace.Lake, "recipients"), "part-*.parquet", SearchOption.AllDirectories).First();
        File.Delete(path);

        Assert.Contains((await VerifyAsync()).Problems, problem => path.EndsWith(problem.Key, StringComparison.Ordinal) && problem.Value == "is missing");
    }

    [Fact]
    public async Task VerifyAsync_leaves_nothing_behind()
    {
        await ConvertOddTreeAsync();
        string[] before = LakeHelper.Fingerprint(_workspace.Lake);

        Assert.Empty((await VerifyAsync()).Problems);

        Assert.Equal(before, LakeHelper.Fingerprint(_workspace.Lake));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_workspace.Lake, "_state")));
    }

    /// <summary>A damaged unit is not rewritten as if it were whole.</summary>
    [Fact]
    public async Task ConvertAsync_refuses_to_read_an_altered_unit_back()
    {
        await ConvertOddTreeAsync();
        ForgedLake.Alter(_workspace.Lake, "events", ForgedLake.NotTheLastLine, adaptsManifest: false);
        string[] before = LakeHelper.Fingerprint(_workspace.Lake);
        OddTree.Write(_workspace.Logs, "EX01/TransportRoles/Logs/FrontEnd/ProtocolLog/SmtpSend/SEND2026031101-9.LOG",
            System.Text.Encoding.ASCII.GetBytes(LogRows.Header + string.Concat(Enumerable.Range(0, 4).SelectMany(day => LogRows.Session($"08DE00000000F00{day}", new DateTime(2026, 3, 10 + day, 22, 0, 0, DateTimeKind.Utc), TimeSpan.FromSeconds(1))))));

        LakeException refusal = await Assert.ThrowsAsync<LakeException>(() => LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs));

        Assert.Contains("is not what was written", refusal.Message);
        Assert.Equal(before.Where(line => line.StartsWith("_state/", StringComparison.Ordinal)), LakeHelper.Fingerprint(_workspace.Lake).Where(line => line.StartsWith("_state/manifest", StringComparison.Ordinal)));
    }

    private async Task ConvertOddTreeAsync()
    {
        new OddTree(2).WriteTo(_workspace.Logs);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
    }

    private Task<VerifyReport> VerifyAsync() =>
        new LakeVerifier(new LakeFolder(_workspace.Lake), new ConvertOptions { Threads = 2 }, new ConvertProgress()).VerifyAsync(default);
}
