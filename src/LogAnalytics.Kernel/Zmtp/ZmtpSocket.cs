using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace LogAnalytics.Kernel.Zmtp;

/// <summary>A bound socket: takes connections on this machine, hands messages over, tells subscribers.</summary>
internal sealed class ZmtpSocket : IDisposable
{
    private readonly ZmtpSocketType _type;
    private readonly EndPoint _endpoint;
    private readonly Func<ZmtpPeer, List<byte[]>, Task> _take;
    private readonly Socket _listener;
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<ZmtpPeer, bool> _peers = new();

    /// <param name="take">Called for each message, one at a time for each peer.</param>
    /// <exception cref="SocketException">The address is in use.</exception>
    public ZmtpSocket(ZmtpSocketType type, EndPoint endpoint, Func<ZmtpPeer, List<byte[]>, Task> take)
    {
        (_type, _endpoint, _take) = (type, endpoint, take);
        _listener = new Socket(endpoint.AddressFamily, SocketType.Stream, endpoint is IPEndPoint ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            _listener.Bind(endpoint);
            _listener.Listen();
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        _ = AcceptAsync();
    }

    /// <summary>Sends to all who subscribed to the first frame.</summary>
    public void Publish(IReadOnlyList<byte[]> frames)
    {
        byte[] message = ZmtpFrames.Message(frames);
        foreach (ZmtpPeer peer in _peers.Keys)
        {
            if (peer.WantsTopic(frames[0]))
                peer.Send(message);
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        foreach (ZmtpPeer peer in _peers.Keys)
            peer.Dispose();
        if (_endpoint is UnixDomainSocketEndPoint path)
            File.Delete(path.ToString());
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_closing.IsCancellationRequested)
            {
                Socket socket = await _listener.AcceptAsync(_closing.Token).ConfigureAwait(false);
                if (socket.ProtocolType == ProtocolType.Tcp)
                    socket.NoDelay = true;
                _ = ServeAsync(new ZmtpPeer(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(ZmtpPeer peer)
    {
        using (peer)
        {
            _peers[peer] = true;
            try
            {
                await peer.RunAsync(_type, _take, _closing.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or ZmtpException or OperationCanceledException or ObjectDisposedException)
            {
                // The peer has gone, or speaks something else.
            }
            finally
            {
                _peers.TryRemove(peer, out _);
            }
        }
    }
}
