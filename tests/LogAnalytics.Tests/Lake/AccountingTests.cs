using System.Text.Json;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>Every line of every file of data-samples is accounted for, as its truth.json says.</summary>
public sealed class AccountingTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    public static TheoryData<string> Trees => [.. LogAnalytics.Samples.SampleSets.All.Select(set => set.Name)];

    [Theory, MemberData(nameof(Trees))]
    public async Task Files_of_a_sample_tree_balance_and_match_the_truth(string tree)
    {
        string source = Repository.DataSamples(tree);
        var report = await LakeHelper.ConvertAsync(_workspace.Lake, source);

        Assert.Empty(report.Unbalanced);
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM files WHERE lines <> header_lines + blank_lines + event_lines + rejected_lines + duplicate_lines"));
        using JsonDocument truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(source, "truth.json")));
        Assert.Equal(
            truth.RootElement.GetProperty("files").EnumerateArray().Select(Expected).Order(StringComparer.Ordinal),
            LakeHelper.Rows(_workspace.Lake, "SELECT path, size, status, lines, header_lines, blank_lines, event_lines, rejected_lines, duplicate_lines FROM files")
                .Select(row => string.Join(' ', row)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Events_and_rejects_point_at_their_bytes()
    {
        string source = Repository.DataSamples("damaged");
        await LakeHelper.ConvertAsync(_workspace.Lake, source);

        var rows = LakeHelper.Rows(_workspace.Lake, """
            SELECT f.path, e.line_number, e.byte_offset, strftime(e.time, '%Y-%m-%dT%H:%M:%S.%g') || 'Z,' || e.connector_id || ',' || e.session_id || ',' || e.sequence_number || ',', ''
            FROM events AS e JOIN files AS f USING (file_id) WHERE f.path NOT LIKE '%.gz' AND f.path NOT LIKE '%!%' AND e.connector_id NOT LIKE '%,%'
            UNION ALL
            SELECT f.path, r.line_number, r.byte_offset, '', hex(r.raw) FROM rejects AS r JOIN files AS f USING (file_id)
            """);

        Assert.True(rows.Count > 500);
        foreach (IGrouping<string, object?[]> file in rows.GroupBy(row => (string)row[0]!))
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(source, file.Key));
            foreach (object?[] row in file)
            {
                int offset = (int)(long)row[2]!;
                Assert.Equal((long)row[1]!, bytes[..offset].Count(value => value == '\n') + 1);
                byte[] start = row[3] is string { Length: > 0 } text ? System.Text.Encoding.UTF8.GetBytes(text) : Convert.FromHexString((string)row[4]!);
                Assert.Equal(start, bytes[offset..(offset + start.Length)]);
            }
        }
    }

    // Lines of a skipped file are not counted. A tail that cannot be read is a rejected line unless the file is still open.
    private static string Expected(JsonElement file)
    {
        long Number(string name) => file.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : 0;
        bool skipped = (file.TryGetProperty("skipped", out JsonElement flag) && flag.GetBoolean()) || Number("bytes") == 0;
        long rejected = Number("rejected_lines") + (Number("unfinished_tail_bytes") > 0 ? 1 : 0);
        string head = $"{file.GetProperty("path").GetString()} {Number("bytes")} ";
        return head + (skipped
            ? "skipped 0 0 0 0 0 0"
            : $"converted {Number("lines")} {Number("header_lines")} {Number("blank_lines")} {Number("event_lines")} {rejected} {Number("duplicate_lines")}");
    }
}
