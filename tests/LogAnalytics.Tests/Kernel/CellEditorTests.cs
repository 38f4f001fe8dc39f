using LogAnalytics.Kernel.Editing;
using LogAnalytics.Kernel.Engine;
using LogAnalytics.Tests.Queries;

namespace LogAnalytics.Tests.Kernel;

/// <summary>Completion, inspection and completeness, as an editor asks for them.</summary>
public sealed class CellEditorTests(SampleLake sample) : IClassFixture<SampleLake>, IAsyncLifetime
{
    private readonly CellEngine _engine = new(new ToolCommand("false", []));

    public async Task InitializeAsync() => Assert.Null((await _engine.RunAsync($"#lake {sample.Root}\nvar hours = Sql(\"SELECT 1 AS n\");", new RecordedOutput())).Error);

    public Task DisposeAsync()
    {
        _engine.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("hours.Colu|", "Columns")]
    [InlineData("hours.Columns.Coun|", "Count")]
    [InlineData("hou|", "hours")]
    [InlineData("Console.WriteL|", "WriteLine")]
    [InlineData("hours.Columns.Whe|", "Where")]
    [InlineData("var x = Findin|", "Findings")]
    [InlineData("var hours2 = 1;\nhours2|", "hours2")]
    [InlineData("%%sql\nSELECT started_|", "started_at")]
    [InlineData("%%sql name\nSELECT * FROM certificate_|", "certificate_endpoints")]
    public void Complete_finds_what_fits(string cell, string expected)
    {
        int cursor = cell.IndexOf('|', StringComparison.Ordinal);

        Completions found = new CellEditor(_engine).Complete(cell.Remove(cursor, 1), cursor);

        Assert.Contains(expected, found.Matches);
        Assert.All(found.Matches, match => Assert.StartsWith(cell[found.Start..cursor], match, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Complete_of_a_value_leaves_static_members_and_strangers_out()
    {
        IReadOnlyList<string> matches = new CellEditor(_engine).Complete("hours.", 6).Matches;

        Assert.DoesNotContain("LoadCsv", matches);
        Assert.DoesNotContain("hours", matches);
        Assert.Contains("Columns", matches);
    }

    [Theory]
    [InlineData("hours.Colu|mns", "Columns")]
    [InlineData("So|rted(1)", null)]
    [InlineData("Sq|l(\"SELECT 1\")", "Sql(string, object?)")]
    public void Inspect_shows_the_declaration(string cell, string? expected)
    {
        int cursor = cell.IndexOf('|', StringComparison.Ordinal);

        string? shown = new CellEditor(_engine).Inspect(cell.Remove(cursor, 1), cursor);

        if (expected is null)
            Assert.Null(shown);
        else
            Assert.Contains(expected, shown);
    }

    [Theory]
    [InlineData("var x = 1;", "complete")]
    [InlineData("x + 1", "complete")]
    [InlineData("while (true) {", "incomplete")]
    [InlineData("F(1,", "incomplete")]
    [InlineData("var = ;", "invalid")]
    [InlineData("%%sql\nSELECT (", "complete")]
    [InlineData("%loganalytics verify", "complete")]
    public void Completeness_tells_whether_more_lines_come(string cell, string expected) => Assert.Equal(expected, CellEditor.Completeness(cell));
}
