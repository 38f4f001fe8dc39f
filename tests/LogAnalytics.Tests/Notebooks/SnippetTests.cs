using System.Text.RegularExpressions;
using LogAnalytics.Kernel.Engine;
using LogAnalytics.Tests.Kernel;
using LogAnalytics.Tests.Support;
using NotebookLake = LogAnalytics.Notebooks.Lake;

namespace LogAnalytics.Tests.Notebooks;

/// <summary>
/// Every piece of SQL and C# in README.md, docs and the READMEs of folders is run: blocks fenced as sql or csharp, SQL in the quotes of a
/// <c>loganalytics query</c> line, and SELECT statements in backticks. C# runs as the cells of one notebook per document, in order.
/// </summary>
[Collection(ConsoleCollection.Name)]
public sealed partial class SnippetTests(SnippetLake lake) : IClassFixture<SnippetLake>
{
    public static TheoryData<string, int, string> SqlSnippets()
    {
        TheoryData<string, int, string> snippets = [];
        foreach ((string document, string text) in Documents())
        {
            foreach (Match match in Sql().Matches(text))
                snippets.Add(document, LineOf(text, match.Index), match.Groups.Values.Skip(1).First(group => group.Success).Value.Replace("\n    ", "\n", StringComparison.Ordinal));
        }

        return snippets;
    }

    public static TheoryData<string> CSharpDocuments() => [.. Documents().Where(document => CSharp().IsMatch(document.Text)).Select(document => document.Path)];

    [Theory, MemberData(nameof(SqlSnippets))]
    public void Sql_of_the_documents_runs(string document, int line, string sql)
    {
        using NotebookLake opened = NotebookLake.Open(lake.Root);

        Assert.True(opened.Sql(sql).Columns.Count > 0, $"{document}:{line}");
    }

    [Theory, MemberData(nameof(CSharpDocuments))]
    public async Task CSharp_of_the_documents_runs(string document)
    {
        string text = Documents().Single(entry => entry.Path == document).Text;
        using CellEngine engine = new(new ToolCommand(Tool.Executable, []));

        foreach (Match match in CSharp().Matches(text))
        {
            // Documents speak of the folders lake and out.
            string code = match.Groups[1].Value.Replace("\"lake\"", $"@\"{lake.Root}\"", StringComparison.Ordinal).Replace("\"out\"", $"@\"{lake.Out}\"", StringComparison.Ordinal)
                .Replace("#lake lake", $"#lake {lake.Root}", StringComparison.Ordinal);
            CellOutcome outcome = await engine.RunAsync(code, new RecordedOutput());
            Assert.True(outcome.Error is null, $"{document}:{LineOf(text, match.Index)}: {string.Join('\n', outcome.Error?.Lines ?? [])}");
        }
    }

    [Fact]
    public void Snippets_are_found_in_all_their_forms()
    {
        const string text = """
            See `SELECT 1 FROM a`.

                loganalytics query --lake lake "SELECT 2
                FROM b" --format csv

            ```sql
            SELECT 3
            ```

            ```csharp
            var x = 4;
            ```
            """;

        Assert.Equal(["SELECT 1 FROM a", "SELECT 2\n    FROM b", "SELECT 3\n"], Sql().Matches(text).Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value));
        Assert.Equal(["var x = 4;\n"], CSharp().Matches(text).Select(match => match.Groups[1].Value));
        Assert.NotEmpty(SqlSnippets());
        Assert.NotEmpty(CSharpDocuments());
    }

    private static IEnumerable<(string Path, string Text)> Documents() =>
        new[] { "README.md", "notebooks/README.md" }.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/')))
            .Select(path => (path, File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n")));

    private static int LineOf(string text, int index) => text.AsSpan(0, index).Count('\n') + 1;

    [GeneratedRegex("""`((?:SELECT|WITH)\s[^`]+)`|^[ ]{4}.*loganalytics query [^"\n]*"([^"]+)"|^```sql\n(.*?)^```""", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Sql();

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
