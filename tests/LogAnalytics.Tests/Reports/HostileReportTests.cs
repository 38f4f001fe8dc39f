using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using CsvHelper;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Formats;
using LogAnalytics.Reports.Text;
using LogAnalytics.Tests.Generators;
using Spectre.Console;

namespace LogAnalytics.Tests.Reports;

/// <summary>Log text is untrusted in every output: nothing in it acts on a terminal, a Markdown reader or a spreadsheet.</summary>
public class HostileReportTests
{
    private const int Documents = 400;

    [Fact]
    public void Safe_leaves_nothing_that_a_terminal_acts_on() =>
        FindingsGen.Text.Sample(text =>
        {
            string safe = Say.Safe(text);
            AssertQuiet(safe);
            Assert.Equal(safe, Say.Safe(safe));
        });

    [Theory]
    [InlineData("grün 你好 😀 CN=*.contoso.com", "grün 你好 😀 CN=*.contoso.com")]
    [InlineData("a\u001b[31mb", "a\uFFFD[31mb")]
    [InlineData("\u202egnp", "\uFFFDgnp")]
    [InlineData("x\U000e0041", "x\uFFFD")]
    public void Safe_keeps_text_and_replaces_the_rest(string text, string safe) => Assert.Equal(safe, Say.Safe(text));

    [Fact]
    public void Console_shows_log_text_as_text() =>
        FindingsGen.Document.Sample(findings =>
        {
            using StringWriter writer = new();
            IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer), Ansi = AnsiSupport.No });
            console.Profile.Width = 100_000;
            ConsoleSummary.Write(console, findings);
            string text = writer.ToString().ReplaceLineEndings("\n");
            AssertQuiet(text.Replace("\n", "", StringComparison.Ordinal));
            // Log text begins no line, so it cannot pass for a headline of ours.
            Assert.Equal(findings.Incidents.Count(incident => incident.Severity == "major"), text.Split('\n').Count(line => line.StartsWith("MAJOR ", StringComparison.Ordinal)));
        }, iter: Documents);

    [Fact]
    public void Markdown_shows_log_text_as_text() =>
        FindingsGen.Document.Sample(findings =>
        {
            string text = MarkdownReport.Write(findings);
            AssertQuiet(text.Replace("\n", "", StringComparison.Ordinal));
            int columns = 0;
            foreach (string line in OutsideFences(text))
            {
                string bare = Regex.Replace(line, @"\\.", "·");
                Assert.DoesNotContain(bare, c => c is '<' or '`' or '[' or ']' or '&' or '~' or '!');
                Assert.DoesNotContain("://", bare.Replace("see: https://", "", StringComparison.Ordinal), StringComparison.Ordinal);
                int pipes = bare.Count(c => c == '|');
                if (bare.StartsWith('|'))
                {
                    // Every row of a table has the columns of its head.
                    columns = columns == 0 ? pipes : columns;
                    Assert.Equal(columns, pipes);
                }
                else
                {
                    columns = 0;
                    Assert.Equal(0, pipes);
                }
            }
        }, iter: Documents);

    [Fact]
    public void Csv_of_incidents_holds_no_formula() =>
        FindingsGen.Document.Sample(findings =>
        {
            string text = IncidentsCsv.Write(findings);
            AssertQuiet(text.Replace("\n", "", StringComparison.Ordinal));
            List<string[]> rows = Rows(text);
            Assert.Equal(findings.Incidents.Count, rows.Count);
            Assert.All(rows.SelectMany(row => row), AssertNoFormula);
        }, iter: Documents);

    [Fact]
    public void Csv_of_affected_messages_holds_no_formula() =>
        FindingsGen.Text.Array[4].Sample(texts =>
        {
            using StringWriter writer = new();
            using (AffectedMessagesCsv csv = new(writer))
                csv.Write(new AffectedMessage("INC-1", texts[0], texts[1], texts[2], 1, DateTime.UnixEpoch, DateTime.UnixEpoch, 550, "5.7.64", texts[3], "bounced", null, null, texts[0], texts[1], texts[2], 3));
            AssertQuiet(writer.ToString().Replace("\n", "", StringComparison.Ordinal));
            Assert.All(Assert.Single(Rows(writer.ToString())), AssertNoFormula);
        });

    [Fact]
    public void Sarif_and_timeline_are_whole_for_any_findings() =>
        FindingsGen.Document.Sample(findings =>
        {
            SarifAssert.IsValid(SarifLog.Write(findings, "0.1.0"));
            using StringWriter writer = new();
            Timeline.Write(writer, findings);
            foreach (string line in writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                using JsonDocument entry = JsonDocument.Parse(line);
                AssertQuiet(entry.RootElement.GetProperty("message").GetString()!);
                Assert.Matches("^[0-9T:.-]+Z$", entry.RootElement.GetProperty("datetime").GetString());
                Assert.NotEmpty(entry.RootElement.GetProperty("timestamp_desc").GetString()!);
                Assert.Equal(JsonValueKind.Number, entry.RootElement.GetProperty("timestamp").ValueKind);
            }
        }, iter: Documents);

    private static void AssertQuiet(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            Assert.True(
                Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate),
                $"U+{rune.Value:X4} in {text}");
        }
    }

    // Also not where a spreadsheet parts cells at semicolons, which it does in half of Europe.
    private static void AssertNoFormula(string field) =>
        Assert.DoesNotMatch(@"(^|[;\t|])\s*[=+\-@＝＋－＠]", field);

    private static List<string[]> Rows(string text)
    {
        using CsvReader csv = new(new StringReader(text), CultureInfo.InvariantCulture);
        List<string[]> rows = [];
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
            rows.Add([.. Enumerable.Range(0, csv.HeaderRecord!.Length).Select(i => csv.GetField(i)!)]);
        return rows;
    }

    private static IEnumerable<string> OutsideFences(string text)
    {
        string? fence = null;
        foreach (string line in text.Split('\n'))
        {
            if (fence is null && line.StartsWith("```", StringComparison.Ordinal))
                fence = new string('`', line.TakeWhile(c => c == '`').Count());
            else if (fence is not null && line == fence)
                fence = null;
            else if (fence is null)
                yield return line;
        }

        Assert.Null(fence);
    }
}
