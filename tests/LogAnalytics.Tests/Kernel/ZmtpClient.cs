using System.Net;
using System.Net.Sockets;
using LogAnalytics.Kernel.Zmtp;

namespace LogAnalytics.Tests.Kernel;

/// <summary>The connecting side of a socket, as far as a test needs it.</summary>
internal sealed class ZmtpClient : IDisposable
{
    private readonly NetworkStream _stream;

    private ZmtpClient(NetworkStream stream) => _stream = stream;

    /// <param name="type">DEALER, SUB or REQ.</param>
    public static async Task<ZmtpClient> ConnectAsync(int port, string type)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        NetworkStream stream = new(socket, ownsSocket: true);
        await stream.WriteAsync(ZmtpFrames.Greeting());
        byte[] greeting = new byte[ZmtpFrames.GreetingLength];
        await stream.ReadExactlyAsync(greeting);
        ZmtpFrames.CheckGreeting(greeting);
        byte[] ready = [5, .. "READY"u8, 11, .. "Socket-Type"u8, 0, 0, 0, (byte)type.Length, .. System.Text.Encoding.ASCII.GetBytes(type)];
        await stream.WriteAsync((byte[])[4, (byte)ready.Length, .. ready]);
        Assert.True((await ZmtpFrames.ReadAsync(stream, default)).IsCommand);
        return new ZmtpClient(stream);
    }

    public Task SendAsync(IReadOnlyList<byte[]> frames) => _stream.WriteAsync(ZmtpFrames.Message(frames)).AsTask();

    public async Task<List<byte[]>> ReceiveAsync(CancellationToken cancellation) => (await ZmtpFrames.ReadAsync(_stream, cancellation)).Frames;

    public void Dispose() => _stream.Dispose();
}
