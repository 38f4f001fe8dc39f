using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Sessions;

/// <summary>Writes the steps of one session in the row shape of its server.</summary>
internal sealed class Conversation(Prng random)
{
    private readonly Utf8Builder _text = new(512);
    private SampleServer _server = null!;

    public SessionRows Rows { get; private set; } = null!;

    public Prng Random => random;

    /// <summary>One exchange with the peer, in milliseconds.</summary>
    public int RoundTripMs { get; private set; }

    public SampleServer Server => _server;

    public bool IsOld => _server.Shape == RowShape.Old;

    public void Begin(SessionRows rows, SampleServer server, int roundTripMs)
    {
        (Rows, _server, RoundTripMs) = (rows, server, roundTripMs);
        if (!IsOld)
            Rows.Add('*', "None"u8, "Set Session Permissions"u8);
        Rows.Add('*', default, "attempting to connect"u8);
    }

    public void Connect()
    {
        RoundTrip();
        Rows.Connected(_server.LocalAddress, random.Between(10_000, 64_000));
        Rows.Add('+', default, default);
    }

    public void FailToConnect(int error, string domain, string message)
    {
        Rows.Wait(error == 10060 ? 21_000 + random.Between(0, 60) : 1_000 + random.Between(0, 90));
        Rows.Add('*', default, Text().Add("Failed to connect. Winsock error code: ").Add(error).Add(", Win32 error code: "u8).Add(error)
            .Add(", Destination domain: "u8).Add(domain).Add(", Error Message: "u8).Add(message).Written);
    }

    public Utf8Builder Text() => _text.Clear();

    public void RoundTrip() => Rows.Wait(RoundTripMs + random.Between(0, 1 + RoundTripMs / 4));

    public void Command(ReadOnlySpan<byte> command) => Rows.Add('>', command, default);

    public void Note(ReadOnlySpan<byte> context) => Rows.Add('*', default, context);

    /// <summary>A reply; line feeds in <paramref name="text"/> part its lines, which the new shape folds into one row.</summary>
    public void Reply(ReadOnlySpan<byte> code, ReadOnlySpan<byte> text, Trial? trial = null, bool doubleBlank = false)
    {
        Span<byte> row = stackalloc byte[1024];
        code.CopyTo(row);
        int length = code.Length;
        while (true)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            row[length++] = IsOld && end >= 0 ? (byte)'-' : (byte)' ';
            if (!IsOld && doubleBlank && length == code.Length + 1)
                row[length++] = (byte)' ';
            line.CopyTo(row[length..]);
            length += line.Length;
            if (IsOld || end < 0)
            {
                Rows.Add('<', row[..length], default, trial);
                length = code.Length;
            }

            if (end < 0)
                return;
            text = text[(end + 1)..];
        }
    }

    public void MicrosoftBanner(string host)
    {
        long theirs = Rows.ClockMs + _server.ReceiverAheadMs;
        Reply("220"u8, Text().Add(host).Add(" Microsoft ESMTP MAIL Service ready at "u8)
            .Add(DateTimeOffset.FromUnixTimeMilliseconds(theirs).UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", null)).Written);
    }

    /// <summary>Only Exchange greets with the address it sees, so that may be null; <paramref name="capabilities"/> are parted by line feeds.</summary>
    public void Ehlo(string host, string? publicAddress, string capabilities)
    {
        Command(Text().Add("EHLO "u8).Add(_server.HostName).Written);
        RoundTrip();
        Text().Add(host);
        if (publicAddress is not null)
            _text.Add(" Hello ["u8).Add(publicAddress).Add((byte)']');
        Reply("250"u8, _text.Add((byte)'\n').Add(capabilities).Written, doubleBlank: random.Chance(0.5));
    }

    /// <summary>Returns false when TLS failed and the session is over.</summary>
    public bool StartTls(string command, SampleCertificate? sent, SampleCertificate remote, string? error = null)
    {
        Command(Text().Add(command).Written);
        RoundTrip();
        Reply("220"u8, "2.0.0 SMTP server ready"u8);
        if (sent is not null)
            CertificateRows.Sent(Rows, _server.Shape, sent);
        Rows.Wait(RoundTripMs * 2);
        if (error is not null)
        {
            Note(Text().Add("TLS negotiation failed with error ").Add(error).Written);
            Close("Local");
            return false;
        }

        Note(IsOld ? OldTls : NewTls);
        CertificateRows.Received(Rows, _server.Shape, remote);
        return true;
    }

    public void Quit(string reply = "2.0.0 Service closing transmission channel")
    {
        Command("QUIT"u8);
        RoundTrip();
        Reply("221"u8, Text().Add(reply).Written);
        Close("Local");
    }

    public void Close(string reason) => Rows.Add('-', default, Text().Add(reason).Written);

    private static ReadOnlySpan<byte> NewTls =>
        "TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256 with strength 256 bits, MAC hash algorithm CALG_SHA_384 with strength 0 bits and key exchange algorithm CALG_ECDH_EPHEM with strength 384 bits"u8;

    private static ReadOnlySpan<byte> OldTls =>
        "TLS protocol SP_PROT_TLS1_0_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256 with strength 256 bits, MAC hash algorithm CALG_SHA1 with strength 160 bits and key exchange algorithm CALG_ECDHE with strength 256 bits"u8;
}
