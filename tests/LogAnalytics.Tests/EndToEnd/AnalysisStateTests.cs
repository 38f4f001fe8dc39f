using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>What an analysis leaves in the lake: the views incidents and affected_messages, outside the equality of the lake.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class AnalysisStateTests : IDisposable
{
    private static readonly string[] _views = ["incidents", "affected_messages"];

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Views_hold_the_last_analysis_and_agree_with_its_numbers()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("certificate-name-changed"));
        string[] before = LakeHelper.Fingerprint(_workspace.Lake);
        Assert.All(_views, view => Assert.Equal(0, LakeHelper.Number(_workspace.Lake, $"SELECT count(*) FROM {view}")));
        List<object?[]> columns = Columns();

        await AnalyzeAsync();

        Assert.Equal(columns, Columns());
        Assert.Equal(before, LakeHelper.Fingerprint(_workspace.Lake));
        Assert.Equal(1, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM incidents WHERE last_good < first_bad AND list_contains(servers, first_bad_server)"));
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM incidents AS i WHERE recipients_refused <> (SELECT sum(refusals) FROM affected_messages AS a WHERE a.incident = i.id)"));
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM incidents AS i WHERE messages <> (SELECT count(DISTINCT internet_message_id) FROM affected_messages AS a WHERE a.incident = i.id)"));
        // Delivered later: the same message and recipient, accepted after the last refusal.
        Assert.Equal(
            LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM affected_messages AS a WHERE EXISTS (SELECT 1 FROM recipients AS r WHERE r.internet_message_id = a.internet_message_id AND r.recipient = a.recipient AND r.outcome = 'accepted' AND r.replied_at > a.last_refused_at)"),
            LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM affected_messages WHERE later_delivered"));
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM affected_messages WHERE fate <> 'bounced' OR last_reply NOT LIKE '550 5.7.64%' OR file NOT LIKE '%.LOG'"));
    }

    [Fact]
    public async Task Another_analysis_replaces_the_views_and_leaves_no_files_behind()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("certificate-name-changed"));
        for (int i = 0; i < 3; i++)
            await AnalyzeAsync();
        await AnalyzeAsync("--to", "2026-03-10T12:00Z");

        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM incidents"));
        // This analysis and the one before.
        Assert.InRange(Directory.EnumerateFiles(Path.Combine(_workspace.Lake, "_state"), "incidents-*.parquet").Count(), 1, 2);
        CliResult verified = await CliRunner.RunAsync("verify", "--lake", _workspace.Lake);
        Assert.Equal(0, verified.ExitCode);
    }

    [Fact]
    public async Task Damaged_state_is_named_and_mended_by_the_next_analysis()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("certificate-name-changed"));
        await AnalyzeAsync();
        string state = Path.Combine(_workspace.Lake, "_state");
        File.WriteAllText(Directory.EnumerateFiles(state, "incidents-*.parquet").Single(), "damaged");
        Assert.Equal(4, (await CliRunner.RunAsync("query", "--lake", _workspace.Lake, "SELECT count(*) FROM incidents")).ExitCode);

        await AnalyzeAsync("--false-alarm-rate", "0.002");

        Assert.Equal(1, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM incidents"));
        File.WriteAllText(Path.Combine(state, "analysis.json"), "{");
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM incidents"));
    }

    [Fact]
    public async Task Further_formats_are_written_on_demand_and_do_not_outlive_it()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("certificate-name-changed"));
        await AnalyzeAsync("--format", "sarif", "--format", "timesketch");
        Assert.All(["findings.sarif", "timeline.jsonl"], file => Assert.True(File.Exists(Path.Combine(_workspace.Out, file))));

        await AnalyzeAsync();

        Assert.All(["findings.sarif", "timeline.jsonl"], file => Assert.False(File.Exists(Path.Combine(_workspace.Out, file))));
    }

    private async Task AnalyzeAsync(params string[] options) =>
        Assert.Equal(0, (await CliRunner.RunAsync(["analyze", "--lake", _workspace.Lake, "--out", _workspace.Out, .. options])).ExitCode);

    private List<object?[]> Columns() =>
        [.. _views.SelectMany(view => LakeHelper.Rows(_workspace.Lake, $"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {view})"))];
}
