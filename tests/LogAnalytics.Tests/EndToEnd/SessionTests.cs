using System.Text.Json;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>The transcript of a session is the session: every row, in order, where it stands in the file.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class SessionTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Rows_are_the_lines_of_the_log()
    {
        string tree = Repository.DataSamples("one-server-differs");
        await LakeHelper.ConvertAsync(_workspace.Lake, tree);
        foreach (object?[] session in LakeHelper.Rows(_workspace.Lake, "SELECT session_id, server, event_count FROM sessions ORDER BY hash(session_id) LIMIT 5"))
        {
            CliResult result = await CliRunner.RunAsync("session", (string)session[0]!, "--server", (string)session[1]!, "--lake", _workspace.Lake, "--format", "jsonl");

            JsonElement[] rows = Lines(result.Out);
            Assert.Equal((0, Convert.ToInt64(session[2], System.Globalization.CultureInfo.InvariantCulture)), (result.ExitCode, rows.LongLength));
            Assert.Equal(rows.Select(row => row.GetProperty("sequence_number").GetInt64()).Order(), rows.Select(row => row.GetProperty("sequence_number").GetInt64()));
            Assert.All(rows, row =>
            {
                string path = Path.Combine(tree, row.GetProperty("file").GetString()!);
                string line = File.ReadLines(path).ElementAt((int)row.GetProperty("line").GetInt64() - 1);
                Assert.StartsWith(row.GetProperty("time").GetString()!, line, StringComparison.Ordinal);
                Assert.Contains($",{session[0]},{row.GetProperty("sequence_number")},", line, StringComparison.Ordinal);
                Assert.StartsWith(line, System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(path).AsSpan((int)row.GetProperty("byte_offset").GetInt64())), StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task Compare_takes_the_nearest_passing_session_of_the_same_server_connector_and_remote()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("certificate-name-changed"));
        object?[] bad = LakeHelper.Rows(_workspace.Lake, "SELECT session_id, server, connector_id, remote_endpoint, started_at FROM sessions WHERE outcome = 'attribution_failed' ORDER BY started_at LIMIT 1")[0];
        object?[] expected = LakeHelper.Rows(_workspace.Lake, $"""
            SELECT session_id FROM sessions
            WHERE outcome = 'attributed' AND server = '{bad[1]}' AND connector_id = '{bad[2]}' AND remote_endpoint = '{bad[3]}'
            ORDER BY abs(epoch_us(started_at) - epoch_us(TIMESTAMP '{bad[4]:yyyy-MM-dd HH:mm:ss.ffffff}')) LIMIT 1
            """)[0];

        CliResult result = await CliRunner.RunAsync("session", (string)bad[0]!, "--lake", _workspace.Lake, "--compare", "--format", "json");

        using JsonDocument comparison = JsonDocument.Parse(result.Out);
        Assert.Equal(expected[0], comparison.RootElement.GetProperty("compared_with").GetProperty("session_id").GetString());
        Assert.Equal("same server, connector and remote", comparison.RootElement.GetProperty("shared").GetString());
        JsonElement[] differing = [.. comparison.RootElement.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("difference").GetString() == "differs")];
        // The certificate that we sent, and the reply to the recipient.
        Assert.Contains(differing, row => row.GetProperty("here").GetProperty("context").GetString()!.StartsWith("Sending certificate", StringComparison.Ordinal));
        Assert.Contains(differing, row => row.GetProperty("here").GetProperty("verdict").GetString() == "refused: tenant_attribution");
    }

    [Theory]
    [InlineData("server = 'EX03'", "same connector and remote, but another server")]
    [InlineData("server <> 'EX03'", "same server")]
    public async Task Compare_says_what_the_two_do_not_share(string condition, string said)
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("one-server-differs"));
        // Of EX03 only the failures are kept: then another server's session is the nearest that passed.
        string logs = _workspace.Copy(Repository.DataSamples("one-server-differs"), "logs");
        foreach (string path in Directory.EnumerateFiles(Path.Combine(logs, "EX03"), "*.LOG", SearchOption.AllDirectories).Where(path => string.CompareOrdinal(Path.GetFileName(path), "SEND2026031012") < 0))
            File.Delete(path);
        string lake = _workspace.PathOf("cut");
        await LakeHelper.ConvertAsync(lake, logs);
        string id = (string)LakeHelper.Rows(lake, $"SELECT session_id FROM sessions WHERE remote_family = 'exchange_online' AND relay_role = 'relay' AND outcome IN ('attribution_failed', 'attributed') AND {condition} ORDER BY outcome = 'attributed', started_at DESC LIMIT 1")[0][0]!;

        CliResult result = await CliRunner.RunAsync("session", id, "--lake", lake, "--compare");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(said, result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_without_any_passing_session_says_so_and_shows_the_transcript()
    {
        string logs = _workspace.Copy(Path.Combine(Repository.DataSamples("one-server-differs"), "EX03"), "logs/EX03");
        foreach (string path in Directory.EnumerateFiles(logs, "*.LOG", SearchOption.AllDirectories).Where(path => !Path.GetFileName(path).StartsWith("SEND2026031012", StringComparison.Ordinal)))
            File.Delete(path);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        string id = (string)LakeHelper.Rows(_workspace.Lake, "SELECT session_id FROM sessions WHERE outcome = 'attribution_failed' ORDER BY started_at LIMIT 1")[0][0]!;

        CliResult result = await CliRunner.RunAsync("session", id, "--lake", _workspace.Lake, "--compare");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("there is none to compare with", result.Error, StringComparison.Ordinal);
        Assert.Contains("refused: tenant_attribution", result.Out, StringComparison.Ordinal);
    }

    private static JsonElement[] Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using JsonDocument row = JsonDocument.Parse(line);
            return row.RootElement.Clone();
        })];
}
