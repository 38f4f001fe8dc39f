using LogAnalytics.SendLogs.Replies;
using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>The lake carries the taxonomy that it was classified by, and the SQL asks it for classes.</summary>
public class ReplyFamiliesViewTests(SampleLake lake) : IClassFixture<SampleLake>
{
    [Fact]
    public void Reply_families_are_the_rows_of_the_taxonomy_in_order()
    {
        string[] expected = [.. ReplyTaxonomy.BuiltIn.Families.Select((row, i) => $"{i + 1}|{row.Id}|{row.Class}|{row.CodeText}|{row.EnhancedText}|{row.WordsText}|{row.Meaning}|{row.Source}")];
        Assert.Equal(expected, LakeHelper.Rows(lake.Root, """
            SELECT concat_ws('|', ordinal, id, class, coalesce(CAST(code AS VARCHAR), ''), coalesce(enhanced, ''), coalesce(words, ''), meaning, source)
            FROM reply_families ORDER BY ordinal
            """).Select(row => (string)row[0]!));
        Assert.Equal(0, LakeHelper.Number(lake.Root, "SELECT count(*) FROM reply_families WHERE '' IN (enhanced, words, meaning, source)"));
    }

    [Fact]
    public void Families_of_class_a_are_those_that_fail_a_message()
    {
        Assert.Equal(["attr35", "attr36", "tenant_attribution"], LakeHelper.Rows(lake.Root, "SELECT id FROM _attribution_families ORDER BY id").Select(row => (string)row[0]!));
        Assert.Equal(0, LakeHelper.Number(lake.Root, """
            SELECT count(*) FROM sessions
            WHERE (outcome = 'attribution_failed') <> coalesce(attribution_family IN (SELECT id FROM reply_families WHERE class = 'A'), FALSE)
            """));
        Assert.True(LakeHelper.Number(lake.Root, "SELECT count(*) FROM recipients WHERE family IN (SELECT id FROM _attribution_families)") > 0);
    }

    [Fact]
    public async Task Reply_families_of_a_lake_without_logs_have_their_columns()
    {
        using Workspace workspace = new();
        Directory.CreateDirectory(workspace.Logs);
        await LakeHelper.ConvertAsync(workspace.Lake, workspace.Logs);
        Assert.Equal(ReplyTaxonomy.BuiltIn.Families.Count, LakeHelper.Number(workspace.Lake, "SELECT count(*) FROM reply_families"));
        Assert.Equal(0, LakeHelper.Number(workspace.Lake, "SELECT count(*) FROM clock_skew"));
    }

    [Fact]
    public async Task Reply_families_converted_again_stay_one_file()
    {
        using Workspace workspace = new();
        workspace.Write("logs/EX01/" + LogRows.FileName(new DateTime(2026, 3, 10, 7, 0, 0)),
            LogRows.Header + string.Concat(LogRows.Session("08DE000000000001", new DateTime(2026, 3, 10, 7, 0, 0), TimeSpan.FromSeconds(1))));
        await LakeHelper.ConvertAsync(workspace.Lake, workspace.Logs);
        workspace.Write("logs/EX01/" + LogRows.FileName(new DateTime(2026, 3, 10, 8, 0, 0)),
            LogRows.Header + string.Concat(LogRows.Session("08DE000000000002", new DateTime(2026, 3, 10, 8, 0, 0), TimeSpan.FromSeconds(1))));
        await LakeHelper.ConvertAsync(workspace.Lake, workspace.Logs);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(workspace.Lake, "reply_families")).Length);
        Assert.Equal(2, LakeHelper.Number(workspace.Lake, "SELECT count(*) FROM sessions"));
    }
}
