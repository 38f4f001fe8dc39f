using LogAnalytics.Cli.Output;
using LogAnalytics.Cli.Prompt;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Queries;
using LogAnalytics.Tests.Queries;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Prompt;

[Collection(ConsoleCollection.Name)]
public class PromptTests(SampleLake lake) : IClassFixture<SampleLake>
{
    [Fact]
    public void Statement_over_lines_is_answered_at_its_semicolon() =>
        Assert.Equal("{\"n\":2182}\n", Talk("SELECT count(*) AS n", "FROM events", ";"));

    [Fact]
    public void Error_does_not_end_the_prompt() =>
        Assert.Equal("{\"x\":1}\n", Talk("SELECT nothing FROM events;", "DROP VIEW events;", "SELECT 1 AS x;"));

    [Fact]
    public void Cancelled_line_drops_the_statement() =>
        Assert.Equal("{\"x\":1}\n", Talk("SELECT 2,", Lines.CtrlC, "SELECT 1 AS x;"));

    [Fact]
    public void Ctrl_C_ends_a_query_and_not_the_prompt() =>
        Assert.Equal("{\"x\":1}\n", Talk("SELECT count(*) FROM range(1000000000) AS a, range(1000000) AS b" + Lines.Interrupted + ";", "SELECT 1 AS x;"));

    [Fact]
    public void Commands_show_views_and_what_they_hold()
    {
        string said = Talk(".tables", ".schema sessions", ".nothing", ".quit", "SELECT 1;");

        Assert.Contains("certificate_endpoints\n", said);
        Assert.DoesNotContain("_sessions\n", said);
        Assert.Contains("Grain: one session", said);
        Assert.Contains("\"column_name\":\"relay_role\"", said);
        Assert.DoesNotContain("{\"1\":1}", said);
    }

    private string Talk(params string[] lines)
    {
        using LakeDatabase database = LakeHelper.Open(lake.Root, isLocked: true);
        using StringWriter output = new() { NewLine = "\n" };
        Streams streams = new(isQuiet: true, noColor: true);
        Assert.Equal(0, new QueryPrompt(database, streams, new JsonResultWriter(isLines: true), output).Run(new Lines(lines)));
        return output.ToString();
    }

    private sealed class Lines(IEnumerable<string> lines) : ILineSource
    {
        public const string CtrlC = "\u0003";
        public const string Interrupted = "/*interrupted*/";

        private readonly Queue<string> _lines = new(lines);
        private bool _isInterrupted;

        public string? ReadLine(string prompt, IReadOnlyCollection<string> names)
        {
            Assert.Contains("sent_certificate_thumbprint", names);
            if (!_lines.TryDequeue(out string? line))
                return null;
            _isInterrupted = line.Contains(Interrupted, StringComparison.Ordinal);
            return line == CtrlC ? throw new LineCancelledException() : line;
        }

        public bool IsInterrupted() => _isInterrupted;
    }
}
