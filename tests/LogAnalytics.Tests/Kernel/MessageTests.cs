using System.Text;
using System.Text.Json.Nodes;
using LogAnalytics.Kernel;
using LogAnalytics.Kernel.Messages;
using LogAnalytics.Kernel.Zmtp;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Kernel;

public sealed class MessageTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly MessageSigner _signer = new("a0b1");

    public void Dispose() => _workspace.Dispose();

    // Worked out with: printf abcd | openssl dgst -sha256 -hmac a0b1
    [Fact]
    public void Sign_is_hmac_sha256_in_hexadecimal() =>
        Assert.Equal("6ba7400d11bc8aca3fa7c6672a18bc472fea3d8a0e0dd628bb7175c3369a4bc7", Encoding.ASCII.GetString(_signer.Sign("a"u8.ToArray(), "b"u8.ToArray(), "c"u8.ToArray(), "d"u8.ToArray())));

    [Fact]
    public void Read_takes_what_was_signed_and_drops_everything_else()
    {
        List<byte[]> frames = Message().Frames(_signer);

        Assert.Equal("kernel_info_request", JupyterMessage.Read(frames, _signer)?.Type);
        Assert.Equal(["client"u8.ToArray()], JupyterMessage.Read(frames, _signer)!.Routing);
        Assert.Null(JupyterMessage.Read(frames, new MessageSigner("a0b2")));
        for (int i = 1; i < frames.Count; i++)
        {
            List<byte[]> altered = [.. frames];
            altered[i] = [.. altered[i], (byte)' '];
            Assert.Null(JupyterMessage.Read(altered, _signer));
            Assert.Null(JupyterMessage.Read([.. frames.Take(i)], _signer));
        }
    }

    [Fact]
    public async Task Frames_survive_the_wire_whatever_their_length()
    {
        List<byte[]> frames = [[], [1], new byte[255], new byte[256], new byte[70_000]];
        using MemoryStream wire = new([.. ZmtpFrames.Message(frames), .. ZmtpFrames.Ready(ZmtpSocketType.Router)]);

        Assert.Equal(frames, (await ZmtpFrames.ReadAsync(wire, default)).Frames);
        Assert.True((await ZmtpFrames.ReadAsync(wire, default)).IsCommand);
        await Assert.ThrowsAsync<EndOfStreamException>(() => ZmtpFrames.ReadAsync(wire, default));
    }

    [Fact]
    public async Task Frames_that_claim_to_be_huge_are_refused_before_they_are_read()
    {
        using MemoryStream wire = new([2, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);

        await Assert.ThrowsAsync<ZmtpException>(() => ZmtpFrames.ReadAsync(wire, default));
    }

    [Theory]
    [InlineData("""{"ip":"127.0.0.1","key":"","signature_scheme":"hmac-sha256"}""", "key")]
    [InlineData("""{"ip":"127.0.0.1","key":"a","signature_scheme":"hmac-md5"}""", "hmac-sha256")]
    [InlineData("""{"ip":"0.0.0.0","key":"a","signature_scheme":"hmac-sha256"}""", "this machine only")]
    [InlineData("""{"ip":"192.0.2.1","key":"a","signature_scheme":"hmac-sha256"}""", "this machine only")]
    [InlineData("""{"transport":"udp","ip":"127.0.0.1","key":"a","signature_scheme":"hmac-sha256"}""", "udp")]
    [InlineData("{", "no connection file")]
    public void Connection_that_is_not_local_and_signed_is_refused(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<KernelException>(() => ConnectionFile.Read(_workspace.Write("connection.json", json))).Message);

    private static JupyterMessage Message() =>
        new(["client"u8.ToArray()], new JsonObject { ["msg_type"] = "kernel_info_request" }, [], new JsonObject { ["code"] = "é" });
}
