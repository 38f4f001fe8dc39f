namespace LogAnalytics.Evaluation.Mail;

/// <summary>Servers, connectors, senders and recipients, and the attempts that they make while nothing is wrong.</summary>
internal sealed class Farm
{
    public const string OldCertificate = "A1";
    public const string NewCertificate = "B2";
    public const string NullSender = "<>";

    /// <summary>Of each sender's domain.</summary>
    private const int Mailboxes = 50;

    private readonly Random _random;
    private readonly string[] _senders;
    private readonly int _recipients;
    private readonly bool _sharesAddress;

    public Farm(Random random, int servers)
    {
        _random = random;
        Servers = [.. Enumerable.Range(1, servers).Select(i => $"EX0{i}")];
        _senders = [.. Enumerable.Range(1, random.Next(2, 7)).Select(i => $"own{i}.example")];
        _recipients = random.Next(20, 200);
        _sharesAddress = random.Next(2) == 0;
    }

    public string[] Servers { get; }

    public string[] Connectors { get; init; } = ["Outbound"];

    /// <summary>Share of bounces and reports.</summary>
    public double NullSenderShare { get; init; } = 0.06;

    public Attempt Next(long timeMs, int message)
    {
        var server = Servers[_random.Next(Servers.Length)];
        return new Attempt
        {
            TimeMs = timeMs,
            Message = message,
            Server = server,
            Connector = Connectors[_random.Next(Connectors.Length)],
            Certificate = OldCertificate,
            PublicAddress = _sharesAddress ? $"192.0.2.{1 + _random.Next(2)}" : $"192.0.2.{server[^1]}",
            StartTls = "encrypted",
            TlsProtocol = "TLS1_2",
            LocalAddress = $"198.51.100.{server[^1]}",
            Mailbox = _random.Next(Mailboxes),
            Sender = _random.NextDouble() < NullSenderShare ? NullSender : Popular(_senders),
            Recipient = $"partner{(int)(_recipients * Math.Pow(_random.NextDouble(), 2))}.example",
        };
    }

    /// <summary>The same message again, from the same place.</summary>
    public static Attempt Again(Attempt attempt, long timeMs) => new()
    {
        TimeMs = timeMs,
        Message = attempt.Message,
        Server = attempt.Server,
        Connector = attempt.Connector,
        Certificate = OldCertificate,
        PublicAddress = attempt.PublicAddress,
        StartTls = "encrypted",
        TlsProtocol = "TLS1_2",
        LocalAddress = attempt.LocalAddress,
        Sender = attempt.Sender,
        Recipient = attempt.Recipient,
        Mailbox = attempt.Mailbox,
    };

    private string Popular(string[] values) => values[(int)(values.Length * Math.Pow(_random.NextDouble(), 2))];
}
