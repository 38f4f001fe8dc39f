using System.Diagnostics;
using System.Text.Json.Nodes;
using LogAnalytics.Kernel.Messages;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Kernel;

/// <summary>The kernel as a client of Jupyter's protocol sees it.</summary>
public sealed class KernelProcessTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Requests_are_answered_with_what_a_notebook_needs()
    {
        await using KernelProcess kernel = await KernelProcess.StartAsync(_workspace, "one");

        (JsonObject info, _) = await kernel.AskAsync("kernel_info_request", []);
        Assert.Equal(("ok", "5.4", "C#"), ((string)info["status"]!, (string)info["protocol_version"]!, (string)info["language_info"]!["name"]!));

        (JsonObject reply, List<JupyterMessage> published) = await kernel.ExecuteAsync("Console.WriteLine(\"printed\");\nConsole.Error.Write(\"aside\");\nDisplay(\"shown\");\n6 * 7");
        Assert.Equal(("ok", 1), ((string)reply["status"]!, (int)reply["execution_count"]!));
        Assert.Equal(["status", "execute_input", "stream", "stream", "display_data", "execute_result", "status"], published.Select(message => message.Type));
        Assert.Equal(("stdout", "printed\n"), ((string)published[2].Content["name"]!, (string)published[2].Content["text"]!));
        Assert.Equal(("stderr", "aside"), ((string)published[3].Content["name"]!, (string)published[3].Content["text"]!));
        Assert.Equal("42", (string)published[5].Content["data"]!["text/plain"]!);

        (JsonObject completion, _) = await kernel.AskAsync("complete_request", new JsonObject { ["code"] = "\"😀\"; Console.WriteL", ["cursor_pos"] = 18 });
        Assert.Contains("WriteLine", completion["matches"]!.AsArray().Select(match => (string)match!));
        Assert.Equal((13, 18), ((int)completion["cursor_start"]!, (int)completion["cursor_end"]!));

        (JsonObject complete, _) = await kernel.AskAsync("is_complete_request", new JsonObject { ["code"] = "while (true) {" });
        Assert.Equal("incomplete", (string)complete["status"]!);
    }

    [Fact]
    public async Task Failing_cell_reports_its_line_and_those_behind_it_do_not_run()
    {
        await using KernelProcess kernel = await KernelProcess.StartAsync(_workspace, "two");
        string failing = await kernel.SendAsync("execute_request", new JsonObject { ["code"] = "Thread.Sleep(1000);\nint.Parse(\"x\")" });
        await kernel.SendAsync("execute_request", new JsonObject { ["code"] = "1" });

        List<JupyterMessage> published = await kernel.PublishedAsync(failing);
        JsonObject[] replies = [(await kernel.ReceiveReplyAsync()).Content, (await kernel.ReceiveReplyAsync()).Content];

        Assert.Equal(["aborted", "error"], replies.Select(reply => (string)reply["status"]!).Order());
        JupyterMessage error = Assert.Single(published, message => message.Type == "error");
        Assert.Equal("FormatException", (string)error.Content["ename"]!);
        Assert.Contains("    cell 1, line 2: int.Parse(\"x\")", error.Content["traceback"]!.AsArray().Select(line => (string)line!));
        Assert.Equal("ok", (string)(await kernel.ExecuteAsync("2")).Reply["status"]!);
    }

    [Fact]
    public async Task Endless_loop_is_interrupted_while_the_other_kernel_goes_on()
    {
        await using KernelProcess kernel = await KernelProcess.StartAsync(_workspace, "three");
        await using KernelProcess other = await KernelProcess.StartAsync(_workspace, "four");
        await kernel.ExecuteAsync("var who = \"first\";");
        await other.ExecuteAsync("var who = \"second\";");
        string endless = await kernel.SendAsync("execute_request", new JsonObject { ["code"] = "Console.WriteLine(\"begun\");\nwhile (true) ;" });
        Assert.Equal("begun\n", (string)(await kernel.PublishedAsync(endless, "stream"))[^1].Content["text"]!);

        Assert.Equal("second", (string)(await other.ExecuteAsync("who")).Published.Single(message => message.Type == "execute_result").Content["data"]!["text/plain"]!);
        long asked = Stopwatch.GetTimestamp();
        await kernel.AskAsync("interrupt_request", [], isControl: true);
        await kernel.PublishedAsync(endless);
        // Other tests may hold the cores; .ci/kernels.py holds a kernel to two seconds.
        Assert.InRange(Stopwatch.GetElapsedTime(asked), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal("Interrupted", (string)(await kernel.ReceiveReplyAsync()).Content["ename"]!);
        Assert.Equal("first", (string)(await kernel.ExecuteAsync("who")).Published.Single(message => message.Type == "execute_result").Content["data"]!["text/plain"]!);
    }

    [Fact]
    public async Task Message_that_is_not_signed_with_the_key_is_dropped()
    {
        await using KernelProcess kernel = await KernelProcess.StartAsync(_workspace, "five");
        string file = _workspace.PathOf("written");

        await kernel.SendAsync("execute_request", new JsonObject { ["code"] = $"File.WriteAllText(@\"{file}\", \"\");" }, signer: new MessageSigner("other"));
        await kernel.SendAsync("shutdown_request", new JsonObject { ["restart"] = false }, isControl: true, signer: new MessageSigner(""));

        // The next one that is signed is the first that is answered.
        Assert.Equal(1, (int)(await kernel.ExecuteAsync("1")).Reply["execution_count"]!);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task Heartbeat_answers_while_a_cell_runs_and_shutdown_ends_the_process()
    {
        await using KernelProcess kernel = await KernelProcess.StartAsync(_workspace, "six");
        await kernel.SendAsync("execute_request", new JsonObject { ["code"] = "Thread.Sleep(Timeout.Infinite);" });
        using ZmtpClient heartbeat = await ZmtpClient.ConnectAsync(kernel.HeartbeatPort, "REQ");
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));

        await heartbeat.SendAsync([[], "ping"u8.ToArray()]);
        Assert.Equal([[], "ping"u8.ToArray()], await heartbeat.ReceiveAsync(patience.Token));

        (JsonObject reply, _) = await kernel.AskAsync("shutdown_request", new JsonObject { ["restart"] = false }, isControl: true);
        Assert.False((bool)reply["restart"]!);
        await kernel.Process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, kernel.Process.ExitCode);
    }

    [Fact]
    public async Task Kernel_ends_when_the_process_of_its_client_is_gone()
    {
        using Process client = Tool.Run("sleep", "600");
        await using KernelProcess kernel = await KernelProcess.StartAsync(_workspace, "seven", client.Id);
        Assert.Equal("ok", (string)(await kernel.ExecuteAsync("1")).Reply["status"]!);

        client.Kill();
        await client.WaitForExitAsync();

        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        await kernel.Process.WaitForExitAsync(patience.Token);
        Assert.Equal(0, kernel.Process.ExitCode);
    }
}
