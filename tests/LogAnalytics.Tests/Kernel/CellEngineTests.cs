using System.Diagnostics;
using LogAnalytics.Kernel.Engine;
using LogAnalytics.Tests.Queries;

namespace LogAnalytics.Tests.Kernel;

/// <summary>Cells as they run in a notebook, without Jupyter.</summary>
public sealed class CellEngineTests(SampleLake sample) : IClassFixture<SampleLake>, IDisposable
{
    // Other tests may hold the cores; .ci/kernels.py holds a kernel to two seconds.
    private static readonly TimeSpan _mostToInterrupt = TimeSpan.FromSeconds(20);

    private readonly CellEngine _engine = new(new ToolCommand("false", []));

    public void Dispose() => _engine.Dispose();

    [Fact]
    public async Task Cells_share_variables_types_and_functions()
    {
        await PassAsync("var x = 40;\nint Twice(int n) => 2 * n;\nrecord Pair(int A, int B);");

        Assert.Equal("82", await PassAsync("Twice(x + 1)"));
        Assert.Equal("x", await PassAsync("new Pair(1, 2) is { A: 1 } ? \"x\" : \"y\""));
        Assert.Null(await PassAsync("x = 1;"));
        Assert.Equal("1", await PassAsync("await Task.FromResult(x)"));
    }

    [Fact]
    public async Task Error_of_the_compiler_names_line_and_place()
    {
        CellError error = await FailAsync("var a = 1;\n\nvar b = a + c;");

        Assert.Equal("CS0103", error.Name);
        Assert.Contains("line 3", error.Lines[0]);
        Assert.Equal("    var b = a + c;", error.Lines[1]);
        Assert.Equal("                ^", error.Lines[2]);
        // The cell did not run at all.
        Assert.Equal("CS0103", (await FailAsync("a")).Name);
    }

    [Fact]
    public async Task Exception_names_the_lines_it_came_through_also_behind_guarded_loops()
    {
        await PassAsync("int At(int[] values, int i)\n{\n    return values[i];\n}");
        CellError error = await FailAsync("var before = 5;\nfor (var i = 0; ; i++)\n    if (i > 2)\n        At([1, 2], i);");

        Assert.Equal(nameof(IndexOutOfRangeException), error.Name);
        Assert.Contains("    cell 1, line 3: return values[i];", error.Lines);
        Assert.Contains("    cell 2, line 4: At([1, 2], i);", error.Lines);
        // What was declared before it stays.
        Assert.Equal("5", await PassAsync("before"));
    }

    [Theory]
    [InlineData("while (true) ;")]
    [InlineData("for (;;) { }")]
    [InlineData("var n = 0;\ntop: n++; goto top;")]
    [InlineData("do { } while (true);")]
    [InlineData("try { while (true) ; } catch (Exception) { while (true) ; }")]
    [InlineData("await Task.Delay(10);\nwhile (true) ;")]
    [InlineData("while (true) await Task.Yield();")]
    [InlineData("Thread.Sleep(Timeout.Infinite);")]
    [InlineData("await Task.Delay(Timeout.Infinite);")]
    [InlineData("Task.Run(() => { while (true) ; }).Wait();")]
    [InlineData("Enumerable.Range(0, int.MaxValue).SelectMany(a => Enumerable.Range(0, int.MaxValue)).Count(b => { return true; })")]
    [InlineData("new[] { 1 }.SelectMany(_ => Enumerable.Repeat(0, int.MaxValue)).SelectMany(_ => Enumerable.Repeat(new { A = 1 }, int.MaxValue))")]
    [InlineData("foreach (var a in Enumerable.Repeat(1, int.MaxValue)) foreach (var b in Enumerable.Repeat(1, int.MaxValue)) ;")]
    [InlineData("Sql(\"SELECT count(*) FROM range(1000000000) AS a(x), range(1000000000) AS b(y) WHERE (x * 7 + y) % 11 = 3\")")]
    [InlineData("new System.Text.RegularExpressions.Regex(\"^(a+)+$\", 0, TimeSpan.FromSeconds(30)).IsMatch(new string('a', 45) + \"b\")")]
    public async Task Endless_cell_is_interrupted_and_the_state_stays(string cell)
    {
        await PassAsync($"#lake {sample.Root}\nvar kept = 42;");
        RecordedOutput output = new();
        Task<CellOutcome> running = _engine.RunAsync("Display(\"begun\");\n" + cell, output);
        while (output.Displays.Count == 0)
            await Task.Delay(20);
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.False(running.IsCompleted);
        long interrupted = Stopwatch.GetTimestamp();

        _engine.Interrupt();
        CellOutcome outcome = await running;

        Assert.InRange(Stopwatch.GetElapsedTime(interrupted), TimeSpan.Zero, _mostToInterrupt);
        Assert.Equal(CellError.InterruptedName, outcome.Error?.Name);
        Assert.Equal("42", await PassAsync("kept"));
    }

    [Fact]
    public async Task Cell_that_was_left_alone_does_not_take_back_what_came_after_it()
    {
        await PassAsync("var gate = new ManualResetEventSlim();\nvar x = 1;");
        RecordedOutput output = new();
        // Lambdas that are expressions hear nothing.
        Task<CellOutcome> running = _engine.RunAsync(
            "Display(1);\nvar y = Enumerable.Range(0, int.MaxValue).SelectMany(_ => Enumerable.Range(0, int.MaxValue)).TakeWhile(_ => !gate.IsSet).Any(_ => false);", output);
        while (output.Displays.IsEmpty)
            await Task.Delay(20);
        _engine.Interrupt();
        Assert.Equal(CellError.Abandoned, (await running).Error);

        await PassAsync("var z = 3;\ngate.Set();");
        await Task.Delay(300);

        Assert.Equal("4", await PassAsync("x + z"));
    }

    [Fact]
    public async Task Sql_cell_shows_a_table_and_keeps_it_as_a_variable()
    {
        await PassAsync($"#lake {sample.Root}");
        await PassAsync("var name = \"EX01\";");

        CellOutcome outcome = await _engine.RunAsync("%%sql counted\nSELECT server, count(*) AS n\nFROM sessions\nWHERE server = $name\nGROUP BY 1", new RecordedOutput());

        Assert.Null(outcome.Error);
        Assert.StartsWith("<table>", outcome.Value!["text/html"]);
        Assert.Contains("EX01", outcome.Value["text/plain"]);
        Assert.Equal("39", await PassAsync("counted[\"n\"][0]"));
    }

    [Fact]
    public async Task Sql_asks_the_lake_that_a_cell_opened()
    {
        Assert.Contains("#lake", (await FailAsync("%%sql\nSELECT 1")).Message);

        await PassAsync($"var lake = Lake.Open(@\"{sample.Root}\");");

        Assert.Equal("61", await PassAsync("Rows<long>(\"SELECT count(*) FROM sessions\")[0]"));
    }

    [Theory]
    [InlineData("%%sql for\nSELECT 1", "line 1: 'for'")]
    [InlineData("// first\n%magic", "line 2: '%magic'")]
    [InlineData("#lake nowhere", "line 1: 'nowhere' holds no lake")]
    [InlineData("%loganalytics verify", "line 1: loganalytics ended with 1")]
    public async Task Wrong_directive_is_said_with_its_line(string cell, string expected) =>
        Assert.StartsWith(expected, (await FailAsync(cell)).Lines[0]);

    [Fact]
    public async Task Sql_error_is_the_engines_own_and_the_variable_stays_undeclared()
    {
        await PassAsync($"#lake {sample.Root}");

        Assert.Contains("sesions", (await FailAsync("%%sql x\nSELECT * FROM sesions")).Message);
        Assert.Equal("CS0103", (await FailAsync("x")).Name);
    }

    [Fact]
    public async Task Values_are_shown_in_the_forms_that_suit_them()
    {
        await PassAsync($"#lake {sample.Root}");
        RecordedOutput output = new();

        CellOutcome outcome = await _engine.RunAsync("Display(Sql(\"SELECT 1 AS one\"));\nDisplay(new[] { new { A = 1, B = \"<b>\" } });\nnew Chart(\"c\")", output);

        Assert.Null(outcome.Error);
        Assert.StartsWith("<svg", outcome.Value!["image/svg+xml"]);
        Assert.Equal(2, output.Displays.Count);
        Assert.Contains("&lt;b&gt;", output.Displays.Last()["text/html"]);
        Assert.Equal("int[2] { 1, 2 }", await PassAsync("new[] { 1, 2 }"));
        Assert.Equal("Named { Name = a }", await PassAsync("record Named(string Name);\nnew Named(\"a\")"));
        Assert.Equal("A  B\n1  x\n1 rows × 2 columns", await PassAsync("new { A = 1, B = \"x\" }"));
    }

    private async Task<string?> PassAsync(string cell)
    {
        CellOutcome outcome = await _engine.RunAsync(cell, new RecordedOutput());
        Assert.Null(outcome.Error);
        return outcome.Value?["text/plain"];
    }

    private async Task<CellError> FailAsync(string cell)
    {
        CellOutcome outcome = await _engine.RunAsync(cell, new RecordedOutput());
        Assert.NotNull(outcome.Error);
        return outcome.Error;
    }
}
