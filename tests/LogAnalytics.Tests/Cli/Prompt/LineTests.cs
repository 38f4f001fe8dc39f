using CsCheck;
using LogAnalytics.Cli.Prompt;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Prompt;

/// <summary>Editing, completion and history, without a terminal.</summary>
public class LineTests
{
    private static readonly string[] _names = ["sessions", "session_id", "server", "SELECT", ".schema", ".tables"];

    [Theory]
    [InlineData("FROM sess", 9, 5, "session", "session_id sessions")]
    [InlineData("sel", 3, 0, "SELECT", "SELECT")]
    [InlineData(".sc", 3, 0, ".schema", ".schema")]
    [InlineData("SELECT s.ser", 12, 9, "server", "server")]
    [InlineData("SELECT ", 7, 7, "", "")]
    [InlineData("serXX", 3, 0, "server", "server")]
    public void Tab_completes_the_name_before_the_cursor(string text, int cursor, int from, string prefix, string names)
    {
        Completion completion = Completion.At(text, cursor, _names);

        Assert.Equal((from, prefix, names), (completion.From, completion.CommonPrefix, string.Join(' ', completion.Names)));
    }

    [Fact]
    public void Deleting_a_word_takes_the_blanks_behind_it()
    {
        LineBuffer line = new();
        line.Set("SELECT server  ");
        line.DeleteWord();
        Assert.Equal(("SELECT ", 7), (line.Text, line.Cursor));
    }

    /// <summary>Any keys in any order leave the cursor inside the text.</summary>
    [Fact]
    public void Cursor_stays_inside_the_text() =>
        Gen.Int[0, 8].List[0, 60].Sample(keys =>
        {
            LineBuffer line = new();
            Action[] actions = [() => line.Insert("ab "), line.Backspace, line.Delete, () => line.Move(-1), () => line.Move(1), line.MoveToStart, line.MoveToEnd, line.DeleteWord, line.DeleteToEnd];
            foreach (int key in keys)
                actions[key]();
            return line.Cursor >= 0 && line.Cursor <= line.Text.Length;
        });

    [Fact]
    public void History_outlives_the_prompt_and_skips_repeats()
    {
        using Workspace workspace = new();
        string path = workspace.PathOf("deep/history");
        PromptHistory first = new(path);
        foreach (string line in new[] { "a", "b", "b", "  " })
            first.Add(line);
        first.Save();

        PromptHistory second = new(path);
        Assert.Equal("b a  b ", string.Join(' ', second.Previous(), second.Previous(), second.Previous(), second.Next(), second.Next()));
    }
}
