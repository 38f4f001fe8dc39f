using System.Diagnostics;
using System.Text.Json.Nodes;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Kernel;

/// <summary>
/// Every C# notebook of the repository, run by the kernel's engine without Jupyter, in a copy. The outputs that are tracked must be what
/// comes out; LOGANALYTICS_WRITE_NOTEBOOKS=1 writes them instead of comparing.
/// </summary>
public sealed class NotebookTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public static TheoryData<string> CSharpNotebooks => [.. Directory.EnumerateFiles(Folder, "*.ipynb").Where(IsCSharp).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(Repository.Root, "notebooks");

    public void Dispose() => _workspace.Dispose();

    [Theory, MemberData(nameof(CSharpNotebooks))]
    public async Task Notebook_runs_and_shows_what_is_tracked(string name)
    {
        string tracked = Path.Combine(Folder, name);
        _workspace.Copy(Path.Combine(Repository.Root, "data-samples"), "data-samples");
        string copy = _workspace.Copy(tracked, $"notebooks/{name}");

        (int exitCode, string error) = await ExecuteAsync(copy, copy);

        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        string executed = File.ReadAllText(copy);
        if (Environment.GetEnvironmentVariable("LOGANALYTICS_WRITE_NOTEBOOKS") == "1")
            File.WriteAllText(tracked, executed);
        Assert.Equal(File.ReadAllText(tracked).ReplaceLineEndings("\n"), executed);
        Assert.Contains("text/html", executed);
        Assert.Contains("image/svg+xml", executed);
    }

    [Fact]
    public async Task Failing_cell_ends_the_notebook_with_its_number_and_line()
    {
        string notebook = _workspace.Write("n.ipynb", """{"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"markdown","source":"#"},{"cell_type":"code","source":["var a = 1;\n","Nothing()"]},{"cell_type":"code","source":"2","outputs":[{"old":1}]}]}""");

        (int exitCode, string error) = await ExecuteAsync(notebook, notebook);

        Assert.Equal(2, exitCode);
        Assert.StartsWith("loganalytics: cell 2 failed:\nline 2: error CS0103", error);
        JsonArray cells = JsonNode.Parse(File.ReadAllText(notebook))!["cells"]!.AsArray();
        Assert.Equal("CS0103", (string)cells[1]!["outputs"]![0]!["ename"]!);
        Assert.Empty(cells[2]!["outputs"]!.AsArray());
    }

    [Theory]
    [InlineData("no json", "cannot be read")]
    [InlineData("""{"nbformat":3}""", "format 4")]
    [InlineData("""{"nbformat":4,"cells":[],"metadata":{"kernelspec":{"language":"python"}}}""", "no notebook of C#")]
    public async Task What_is_no_notebook_is_said(string text, string expected)
    {
        (int exitCode, string error) = await ExecuteAsync(_workspace.Write("n.ipynb", text), _workspace.PathOf("o.ipynb"));

        Assert.Equal(2, exitCode);
        Assert.Contains(expected, error);
        Assert.False(File.Exists(_workspace.PathOf("o.ipynb")));
    }

    private static async Task<(int ExitCode, string Error)> ExecuteAsync(string notebook, string output)
    {
        using Process process = Tool.Start("kernel", "execute", notebook, "--output", output);
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error.ReplaceLineEndings("\n").Trim());
    }

    private static bool IsCSharp(string path) => (string?)JsonNode.Parse(File.ReadAllText(path))!["metadata"]!["kernelspec"]!["language"] == "C#";
}
