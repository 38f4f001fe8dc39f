using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace LogAnalytics.Kernel.Messages;

/// <summary>Where a client wants the kernel to listen, and the key that both sign with. Only this machine, and never without a key.</summary>
internal sealed record ConnectionFile
{
    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public string Transport { get; init; } = "tcp";

    /// <summary>An address; for <c>ipc</c> the beginning of a path.</summary>
    public string Ip { get; init; } = "127.0.0.1";

    public int ShellPort { get; init; }

    public int IopubPort { get; init; }

    public int StdinPort { get; init; }

    public int ControlPort { get; init; }

    public int HbPort { get; init; }

    public string SignatureScheme { get; init; } = "";

    public string Key { get; init; } = "";

    /// <exception cref="KernelException">Missing, damaged, not local, or not signed with HMAC-SHA256.</exception>
    public static ConnectionFile Read(string path)
    {
        ConnectionFile? file;
        try
        {
            file = JsonSerializer.Deserialize<ConnectionFile>(File.ReadAllBytes(path), _json);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new KernelException($"'{path}' is no connection file: {e.Message} Jupyter writes it and names it; start the kernel through Jupyter.");
        }

        if (file is null || file.Key.Length == 0 || file.SignatureScheme != "hmac-sha256")
            throw new KernelException($"'{path}' has no key for hmac-sha256. Unsigned messages are not taken, since anybody on this machine could send them.");
        if (file.Transport is not ("tcp" or "ipc"))
            throw new KernelException($"'{path}' asks for transport '{file.Transport}'; there are tcp and ipc.");
        if (file.Transport == "tcp" && !IPAddress.IsLoopback(file.Address()))
            throw new KernelException($"'{path}' asks to listen on {file.Ip}. The kernel listens on this machine only (127.0.0.1).");
        return file;
    }

    public EndPoint Endpoint(int port) => Transport == "ipc" ? new UnixDomainSocketEndPoint($"{Ip}-{port}") : new IPEndPoint(Address(), port);

    private IPAddress Address() => Ip == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(Ip, out IPAddress? address) ? address : IPAddress.Any;
}
