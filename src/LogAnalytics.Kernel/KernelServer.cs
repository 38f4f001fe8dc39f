using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using LogAnalytics.Kernel.Editing;
using LogAnalytics.Kernel.Engine;
using LogAnalytics.Kernel.Messages;
using LogAnalytics.Kernel.Zmtp;

namespace LogAnalytics.Kernel;

/// <summary>
/// A kernel for one notebook: five sockets, one queue of requests. Cells run in turn; control messages and the heartbeat are answered
/// meanwhile, which is what lets a cell be interrupted.
/// </summary>
internal sealed class KernelServer : IDisposable
{
    private readonly MessageSigner _signer;
    private readonly CellEngine _engine;
    private readonly CellEditor _editor;
    private readonly string _session = Guid.NewGuid().ToString("N");
    private readonly Channel<(ZmtpPeer Peer, JupyterMessage Message)> _requests = Channel.CreateUnbounded<(ZmtpPeer, JupyterMessage)>();
    private readonly TaskCompletionSource _shutdown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ZmtpSocket> _sockets = [];
    private readonly ZmtpSocket _publisher;
    private readonly string _version;
    private int _executionCount;

    public KernelServer(ConnectionFile connection, CellEngine engine, string version)
    {
        _signer = new MessageSigner(connection.Key);
        (_engine, _editor, _version) = (engine, new CellEditor(engine), version);
        _publisher = Bind(ZmtpSocketType.XPub, connection.IopubPort, (peer, frames) => Done(() => Welcome(peer, frames[0])));
        Bind(ZmtpSocketType.Rep, connection.HbPort, (peer, frames) => Done(() => peer.Send(ZmtpFrames.Message(frames))));
        Bind(ZmtpSocketType.Router, connection.StdinPort, (_, _) => Task.CompletedTask);
        Bind(ZmtpSocketType.Router, connection.ControlPort, (peer, frames) => Done(() => Take(frames, message => Control(peer, message))));
        Bind(ZmtpSocketType.Router, connection.ShellPort, (peer, frames) => Done(() => Take(frames, message => _requests.Writer.TryWrite((peer, message)))));

        ZmtpSocket Bind(ZmtpSocketType type, int port, Func<ZmtpPeer, List<byte[]>, Task> take)
        {
            ZmtpSocket socket = new(type, connection.Endpoint(port), take);
            _sockets.Add(socket);
            return socket;
        }

        static Task Done(Action action)
        {
            action();
            return Task.CompletedTask;
        }
    }

    /// <summary>Serves until a client asks for the end.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Publish("status", Contents.Status("starting"), []);
        _ = ServeAsync(cancellation);
        await _shutdown.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (ZmtpSocket socket in _sockets)
            socket.Dispose();
    }

    // What is not signed with the key is dropped, as if it had never come.
    private void Take(List<byte[]> frames, Action<JupyterMessage> take)
    {
        if (JupyterMessage.Read(frames, _signer) is { } message)
            take(message);
    }

    private async Task ServeAsync(CancellationToken cancellation)
    {
        await foreach ((ZmtpPeer peer, JupyterMessage message) in _requests.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            await AnswerAsync(peer, message, () => message.Type == "execute_request" ? ExecuteAsync(peer, message) : Task.FromResult(Query(message))).ConfigureAwait(false);
    }

    private void Control(ZmtpPeer peer, JupyterMessage message)
    {
        if (message.Type == "interrupt_request")
            _engine.Interrupt();
        bool isEnd = message.Type == "shutdown_request";
        _ = AnswerAsync(peer, message, () => Task.FromResult(message.Type switch
        {
            "interrupt_request" => Contents.Ok(),
            "shutdown_request" => Contents.Ok(("restart", message.Content["restart"]?.DeepClone())),
            _ => Query(message),
        }));
        if (isEnd)
        {
            _engine.Interrupt();
            _shutdown.TrySetResult();
        }
    }

    private async Task AnswerAsync(ZmtpPeer peer, JupyterMessage request, Func<Task<JsonObject?>> answer)
    {
        Publish("status", Contents.Status("busy"), request.Header);
        try
        {
            if (await answer().ConfigureAwait(false) is { } content)
                Reply(peer, request, content);
        }
        catch (Exception e)
        {
            // A fault of the kernel itself must not end it with the notebook's state.
            Reply(peer, request, new JsonObject { ["status"] = "error", ["ename"] = e.GetType().Name, ["evalue"] = e.Message, ["traceback"] = new JsonArray() });
        }

        Publish("status", Contents.Status("idle"), request.Header);
    }

    // Null: a kind of request that is not known, which by the protocol has no reply.
    private JsonObject? Query(JupyterMessage message)
    {
        string code = Text(message, "code");
        switch (message.Type)
        {
            case "kernel_info_request":
                return Contents.KernelInfo(_version);
            case "is_complete_request":
                string state = CellEditor.Completeness(code);
                return new JsonObject { ["status"] = state, ["indent"] = state == "incomplete" ? "    " : "" };
            case "complete_request":
                Completions found = _editor.Complete(code, CodePoints.ToUtf16(code, message.Content["cursor_pos"]?.GetValue<int>()));
                return Contents.Ok(
                    ("matches", new JsonArray([.. found.Matches.Select(match => JsonValue.Create(match))])), ("cursor_start", CodePoints.FromUtf16(code, found.Start)),
                    ("cursor_end", CodePoints.FromUtf16(code, found.End)), ("metadata", new JsonObject()));
            case "inspect_request":
                string? text = _editor.Inspect(code, CodePoints.ToUtf16(code, message.Content["cursor_pos"]?.GetValue<int>()));
                return Contents.Ok(("found", text is not null), ("data", text is null ? new JsonObject() : new JsonObject { ["text/plain"] = text }), ("metadata", new JsonObject()));
            case "history_request":
                return Contents.Ok(("history", new JsonArray()));
            case "comm_info_request":
                return Contents.Ok(("comms", new JsonObject()));
            default:
                return null;
        }
    }

    private async Task<JsonObject?> ExecuteAsync(ZmtpPeer peer, JupyterMessage message)
    {
        string code = Text(message, "code");
        bool isSilent = Flag("silent", false);
        if (!isSilent)
        {
            _executionCount++;
            Publish("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = _executionCount }, message.Header);
        }

        CellOutcome outcome = await _engine.RunAsync(code, new PublishedOutput(this, message.Header)).ConfigureAwait(false);
        if (outcome.Error is not { } error)
        {
            if (!isSilent && outcome.Value is { } value)
                Publish("execute_result", new JsonObject { ["execution_count"] = _executionCount, ["data"] = Contents.Bundle(value), ["metadata"] = new JsonObject() }, message.Header);
            return Contents.Ok(("execution_count", _executionCount), ("payload", new JsonArray()), ("user_expressions", new JsonObject()));
        }

        JsonObject content = new() { ["ename"] = error.Name, ["evalue"] = error.Message, ["traceback"] = new JsonArray([.. error.Lines.Select(line => JsonValue.Create(line))]) };
        if (!isSilent)
            Publish("error", (JsonObject)content.DeepClone(), message.Header);
        if (Flag("stop_on_error", true))
            AbortWaiting();
        content["status"] = "error";
        content["execution_count"] = _executionCount;
        return content;

        bool Flag(string name, bool otherwise) => message.Content[name]?.GetValue<bool>() ?? otherwise;
    }

    // Cells that were sent behind one that failed do not run.
    private void AbortWaiting()
    {
        List<(ZmtpPeer Peer, JupyterMessage Message)> others = [];
        while (_requests.Reader.TryRead(out (ZmtpPeer Peer, JupyterMessage Message) waiting))
        {
            if (waiting.Message.Type == "execute_request")
                _ = AnswerAsync(waiting.Peer, waiting.Message, () => Task.FromResult<JsonObject?>(new JsonObject { ["status"] = "aborted", ["execution_count"] = _executionCount }));
            else
                others.Add(waiting);
        }

        foreach ((ZmtpPeer Peer, JupyterMessage Message) other in others)
            _requests.Writer.TryWrite(other);
    }

    private void Reply(ZmtpPeer peer, JupyterMessage request, JsonObject content) =>
        peer.Send(ZmtpFrames.Message(new JupyterMessage(request.Routing, Header(request.Type.Replace("_request", "_reply", StringComparison.Ordinal)), (JsonObject)request.Header.DeepClone(), content).Frames(_signer)));

    // A client that asks before its subscription has arrived would wait for good for what was published meanwhile (JEP 65).
    private void Welcome(ZmtpPeer peer, byte[] subscription)
    {
        JupyterMessage welcome = Published("iopub_welcome", new JsonObject { ["subscription"] = Encoding.UTF8.GetString(subscription) }, []);
        if (peer.WantsTopic(welcome.Routing[0]))
            peer.Send(ZmtpFrames.Message(welcome.Frames(_signer)));
    }

    private void Publish(string type, JsonObject content, JsonObject parent) =>
        _publisher.Publish(Published(type, content, parent).Frames(_signer));

    private JupyterMessage Published(string type, JsonObject content, JsonObject parent) =>
        new([Encoding.UTF8.GetBytes($"kernel.{_session}.{type}")], Header(type), (JsonObject)parent.DeepClone(), content);

    private JsonObject Header(string type) => new()
    {
        ["msg_id"] = Guid.NewGuid().ToString("N"),
        ["session"] = _session,
        ["username"] = "kernel",
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["msg_type"] = type,
        ["version"] = JupyterMessage.ProtocolVersion,
    };

    private static string Text(JupyterMessage message, string name) => message.Content[name]?.GetValue<string>() ?? "";

    private sealed class PublishedOutput(KernelServer server, JsonObject parent) : ICellOutput
    {
        public void Print(string name, string text) => server.Publish("stream", new JsonObject { ["name"] = name, ["text"] = text }, parent);

        public void Display(IReadOnlyDictionary<string, string> forms) =>
            server.Publish("display_data", new JsonObject { ["data"] = Contents.Bundle(forms), ["metadata"] = new JsonObject(), ["transient"] = new JsonObject() }, parent);
    }
}
