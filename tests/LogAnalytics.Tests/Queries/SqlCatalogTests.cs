using System.Text.RegularExpressions;
using LogAnalytics.Queries;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>Conventions of the .sql files.</summary>
public partial class SqlCatalogTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.sql", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Repository.Root, "src/LogAnalytics.Queries/Sql");

    [Theory, MemberData(nameof(Files))]
    public void Sql_file_says_its_grain_and_parameters(string file)
    {
        string text = File.ReadAllText(Path.Combine(Folder, file));
        string head = string.Join('\n', text.Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)));

        Assert.Contains("-- Grain:", head);
        foreach (Match parameter in Parameter().Matches(text[head.Length..]))
        {
            Assert.Contains("-- Parameters:", head);
            string name = parameter.Groups[1].Value;
            // $any_<name> stands for the values of the slice and their switches.
            Assert.True(head.Contains("$" + name, StringComparison.Ordinal) || head.Contains("$any_<name>", StringComparison.Ordinal), $"{file}: ${name} is not said in the head.");
        }
    }

    /// <summary>Files are cut into statements at a semicolon that ends a line.</summary>
    [Theory, MemberData(nameof(Files))]
    public void Sql_file_ends_no_comment_with_a_semicolon(string file) =>
        Assert.DoesNotContain(File.ReadLines(Path.Combine(Folder, file)), line => line.Contains("--", StringComparison.Ordinal) && line.EndsWith(';'));

    [Theory, MemberData(nameof(Files))]
    public void Sql_file_writes_keywords_in_upper_case(string file)
    {
        string code = string.Join('\n', File.ReadLines(Path.Combine(Folder, file)).Select(line => Literal().Replace(line.Split("--")[0], "''")));

        Assert.Empty(LowerCaseKeyword().Matches(code).Select(match => match.Value));
    }

    [Fact]
    public void Names_hold_every_file_once()
    {
        Assert.Equal(Files.Count, SqlCatalog.Names.Count);
        Assert.Contains("series/runs", SqlCatalog.Names);
    }

    [GeneratedRegex(@"\$([a-z_]+)")]
    private static partial Regex Parameter();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<![\$\w.])(select|from|where|group by|order by|having|join|left join|with|case|when|then|else|end|and|or|not|null|is|in|as|create|union|over|partition by|filter|using|cast|distinct|between|like)\b(?!\s*\()")]
    private static partial Regex LowerCaseKeyword();
}
