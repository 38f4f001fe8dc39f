using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using LogAnalytics.Kernel.Messages;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Kernel;

/// <summary>The tool as a kernel in a process of its own, and a client that talks with it.</summary>
internal sealed class KernelProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(120);

    private readonly MessageSigner _signer;
    private readonly ZmtpClient _shell, _control, _published;

    private KernelProcess(Process process, int heartbeatPort, MessageSigner signer, ZmtpClient shell, ZmtpClient control, ZmtpClient published) =>
        (Process, HeartbeatPort, _signer, _shell, _control, _published) = (process, heartbeatPort, signer, shell, control, published);

    public Process Process { get; }

    public int HeartbeatPort { get; }

    public static async Task<KernelProcess> StartAsync(Workspace workspace, string key, int? parent = null)
    {
        int[] ports = FreePorts(5);
        string connection = workspace.Write($"connection-{key}.json", new JsonObject
        {
            ["transport"] = "tcp",
            ["ip"] = "127.0.0.1",
            ["key"] = key,
            ["signature_scheme"] = "hmac-sha256",
            ["shell_port"] = ports[0],
            ["iopub_port"] = ports[1],
            ["stdin_port"] = ports[2],
            ["control_port"] = ports[3],
            ["hb_port"] = ports[4],
        }.ToJsonString());
        Process process = Tool.Run("env", [$"JPY_PARENT_PID={parent}", Tool.Executable, "kernel", "run", connection]);
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                (await ZmtpClient.ConnectAsync(ports[0], "DEALER")).Dispose();
                break;
            }
            catch (SocketException) when (Stopwatch.GetElapsedTime(started) < _patience && !process.HasExited)
            {
                await Task.Delay(50);
            }
        }

        KernelProcess kernel = new(process, ports[4], new MessageSigner(key), await ZmtpClient.ConnectAsync(ports[0], "DEALER"), await ZmtpClient.ConnectAsync(ports[3], "DEALER"), await ZmtpClient.ConnectAsync(ports[1], "SUB"));
        await kernel.SubscribeAsync();
        return kernel;
    }

    /// <summary>Sends a request and waits for the reply's content, and for what was published for it until the kernel is idle.</summary>
    public async Task<(JsonObject Reply, List<JupyterMessage> Published)> AskAsync(string type, JsonObject content, bool isControl = false)
    {
        string id = await SendAsync(type, content, isControl);
        JupyterMessage reply = await ReceiveAsync(isControl ? _control : _shell);
        Assert.Equal(id, (string?)reply.Parent["msg_id"]);
        return (reply.Content, isControl ? [] : await PublishedAsync(id));
    }

    public Task<(JsonObject Reply, List<JupyterMessage> Published)> ExecuteAsync(string code) => AskAsync("execute_request", new JsonObject { ["code"] = code });

    /// <returns>The message's id.</returns>
    public async Task<string> SendAsync(string type, JsonObject content, bool isControl = false, MessageSigner? signer = null)
    {
        string id = Guid.NewGuid().ToString("N");
        JupyterMessage message = new([], new JsonObject { ["msg_id"] = id, ["session"] = "test", ["username"] = "test", ["msg_type"] = type, ["version"] = "5.4", ["date"] = "2026-03-10T00:00:00Z" }, [], content);
        await (isControl ? _control : _shell).SendAsync(message.Frames(signer ?? _signer));
        return id;
    }

    /// <summary>What is published for a request, until it is done, or until a message of a type.</summary>
    public async Task<List<JupyterMessage>> PublishedAsync(string id, string? lastType = null)
    {
        List<JupyterMessage> published = [];
        while (true)
        {
            JupyterMessage message = await ReceiveAsync(_published);
            if ((string?)message.Parent["msg_id"] != id)
                continue;
            published.Add(message);
            if (message.Type == lastType || message.Type == "status" && (string?)message.Content["execution_state"] == "idle")
                return published;
        }
    }

    public Task<JupyterMessage> ReceiveReplyAsync() => ReceiveAsync(_shell);

    public async ValueTask DisposeAsync()
    {
        foreach (ZmtpClient client in new[] { _shell, _control, _published })
            client.Dispose();
        if (!Process.HasExited)
            Process.Kill();
        await Process.WaitForExitAsync();
        Process.Dispose();
    }

    // What is published before the subscription has arrived is lost: a client waits for the welcome, or asks again and again.
    private async Task SubscribeAsync()
    {
        await _published.SendAsync([[1]]);
        JupyterMessage welcome = await ReceiveAsync(_published);
        // That the kernel is starting, published in the same moment.
        while (welcome.Type == "status")
            welcome = await ReceiveAsync(_published);
        Assert.Equal(("iopub_welcome", ""), (welcome.Type, (string?)welcome.Content["subscription"]));
    }

    private async Task<JupyterMessage> ReceiveAsync(ZmtpClient client)
    {
        using CancellationTokenSource patience = new(_patience);
        JupyterMessage? message = JupyterMessage.Read(await client.ReceiveAsync(patience.Token), _signer);
        Assert.NotNull(message);
        return message;
    }

    // All held at once, so that they differ.
    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (TcpListener listener in listeners)
            listener.Stop();
        return ports;
    }
}
