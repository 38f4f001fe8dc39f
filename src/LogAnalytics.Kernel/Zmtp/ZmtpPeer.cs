using System.Net.Sockets;

namespace LogAnalytics.Kernel.Zmtp;

/// <summary>One who connected to a socket: reads what it sends, and writes to it.</summary>
internal sealed class ZmtpPeer : IDisposable
{
    // Who takes nothing for so long is gone, or as good as gone.
    private const int SendTimeoutMs = 10_000;

    private readonly Lock _writing = new();
    private readonly Lock _subscribing = new();
    private readonly List<byte[]> _subscriptions = [];
    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    public ZmtpPeer(Socket socket)
    {
        _socket = socket;
        _socket.SendTimeout = SendTimeoutMs;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Greets, then hands each message over until the other side goes; of a publisher's, the prefix of each new subscription.</summary>
    public async Task RunAsync(ZmtpSocketType type, Func<ZmtpPeer, List<byte[]>, Task> take, CancellationToken cancellation)
    {
        await _stream.WriteAsync(ZmtpFrames.Greeting(), cancellation).ConfigureAwait(false);
        byte[] greeting = new byte[ZmtpFrames.GreetingLength];
        await _stream.ReadExactlyAsync(greeting, cancellation).ConfigureAwait(false);
        ZmtpFrames.CheckGreeting(greeting);
        await _stream.WriteAsync(ZmtpFrames.Ready(type), cancellation).ConfigureAwait(false);
        while (true)
        {
            (bool isCommand, List<byte[]> frames) = await ZmtpFrames.ReadAsync(_stream, cancellation).ConfigureAwait(false);
            if (type == ZmtpSocketType.XPub)
            {
                if (Subscribe(frames[0], isCommand) is { } prefix)
                    await take(this, [prefix]).ConfigureAwait(false);
            }
            else if (!isCommand)
            {
                await take(this, frames).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes a message; a peer that is gone, or takes none, is closed.</summary>
    public void Send(byte[] message)
    {
        lock (_writing)
        {
            try
            {
                _stream.Write(message);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                Dispose();
            }
        }
    }

    /// <summary>The other side asked for messages whose first frame starts like this.</summary>
    public bool WantsTopic(byte[] topic)
    {
        lock (_subscribing)
            return _subscriptions.Exists(prefix => topic.AsSpan().StartsWith(prefix));
    }

    public void Dispose() => _stream.Dispose();

    // ZMTP 3.0 sends 01 or 00 and the prefix as a message, 3.1 the commands 09 SUBSCRIBE and 06 CANCEL. The prefix, if it is wanted from now on.
    private byte[]? Subscribe(byte[] frame, bool isCommand)
    {
        ReadOnlySpan<byte> text = frame;
        (bool? isWanted, int skip) = isCommand
            ? text.StartsWith("\u0009SUBSCRIBE"u8) ? (true, 10) : text.StartsWith("\u0006CANCEL"u8) ? (false, 7) : ((bool?)null, 0)
            : text.Length > 0 && text[0] <= 1 ? (text[0] == 1, 1) : ((bool?)null, 0);
        if (isWanted is not { } wanted)
            return null;
        byte[] prefix = frame[skip..];
        lock (_subscribing)
        {
            if (wanted)
                _subscriptions.Add(prefix);
            else if (_subscriptions.FindIndex(known => known.AsSpan().SequenceEqual(prefix)) is var at and >= 0)
                _subscriptions.RemoveAt(at);
        }

        return wanted ? prefix : null;
    }
}
