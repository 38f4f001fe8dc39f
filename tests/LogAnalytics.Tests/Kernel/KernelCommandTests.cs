using System.Text.Json.Nodes;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Kernel;

/// <summary>What the verb <c>kernel</c> writes and runs.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class KernelCommandTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Install_writes_a_kernel_that_starts_this_tool_and_remove_takes_it_away()
    {
        string folder = _workspace.PathOf("env/share/jupyter/kernels/loganalytics");

        CliResult installed = await CliRunner.RunAsync("kernel", "install", "--prefix", _workspace.PathOf("env"), "--lake", _workspace.Lake);
        Assert.Equal((0, $"Installed in {folder}.\n"), (installed.ExitCode, installed.Out.ReplaceLineEndings("\n")));
        JsonNode spec = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!;
        Assert.Equal(("C#", "message"), ((string)spec["language"]!, (string)spec["interrupt_mode"]!));
        string[] arguments = [.. spec["argv"]!.AsArray().Select(argument => (string)argument!)];
        Assert.True(File.Exists(arguments[0]));
        Assert.Equal(["kernel", "run", "{connection_file}", "--lake", _workspace.Lake], arguments[^5..]);

        Assert.Equal($"Removed {folder}.\n", (await CliRunner.RunAsync("kernel", "remove", "--prefix", _workspace.PathOf("env"))).Out.ReplaceLineEndings("\n"));
        Assert.False(Directory.Exists(folder));
        CliResult again = await CliRunner.RunAsync("kernel", "remove", "--prefix", _workspace.PathOf("env"));
        Assert.Equal((0, "There is no such kernel.\n"), (again.ExitCode, again.Out.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Remove_leaves_kernels_of_others_alone()
    {
        string file = _workspace.Write("env/share/jupyter/kernels/python3/kernel.json", """{"argv":["python3","-m","ipykernel_launcher"]}""");

        CliResult result = await CliRunner.RunAsync("kernel", "remove", "--name", "python3", "--prefix", _workspace.PathOf("env"));

        Assert.Equal(2, result.ExitCode);
        Assert.True(File.Exists(file));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("")]
    public async Task Install_refuses_names_that_are_paths(string name) =>
        Assert.Equal(2, (await CliRunner.RunAsync("kernel", "install", "--name", name, "--prefix", _workspace.PathOf("env"))).ExitCode);

    [Fact]
    public async Task Run_refuses_a_connection_file_that_is_not_local()
    {
        string file = _workspace.Write("c.json", """{"ip":"0.0.0.0","key":"a","signature_scheme":"hmac-sha256"}""");

        CliResult result = await CliRunner.RunAsync("kernel", "run", file);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("this machine only", result.Error);
    }
}
