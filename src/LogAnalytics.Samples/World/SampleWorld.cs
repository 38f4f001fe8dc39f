using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.World;

/// <summary>Everything that is fixed for one tree before its first session: servers, connectors, peers, the change.</summary>
internal sealed class SampleWorld
{
    public required ulong Seed { get; init; }
    public required string Kind { get; init; }
    public required long StartMs { get; init; }
    public required long EndMs { get; init; }
    public required SampleServer[] Servers { get; init; }
    public required SampleConnector[] Connectors { get; init; }
    public required FrontEnd[] FrontEnds { get; init; }
    public required Partner[] Partners { get; init; }
    public required SampleCertificate ServiceCertificate { get; init; }
    public required Episode Episode { get; init; }

    public bool IsNoisy => Kind == "clean_noisy";

    /// <summary>A connector scoped by address attributes only mail from accepted sender domains, so no other sender can occur in good times.</summary>
    public bool OwnSendersOnly => Kind == "egress_ip_changed";

    /// <summary>Where bounces alone are refused there are many, and no forwarded mail: its foreign senders would be refused with them.</summary>
    public double NullSenderShare => OwnSendersOnly ? 0 : Kind == "null_sender_refused" ? 0.2 : 0.07;

    public SampleConnector Connector(ConnectorRole role) => Connectors.First(connector => connector.Role == role);

    public static SampleWorld Create(SampleOptions options)
    {
        ulong seed = Prng.Mix((ulong)(uint)options.Seed, 0x53414D50);
        var random = new Prng(Prng.Mix(seed, 1));
        var certificates = new Certificates(random, options.Start);
        long startMs = new DateTimeOffset(options.Start).ToUnixTimeMilliseconds();
        SampleServer[] servers = CreateServers(options, random, certificates);
        SampleConnector[] connectors =
        [
            new(0, $"Outbound to Office 365 - {Guid(random)}", ConnectorRole.Relay),
            new(1, "Intra-Organization SMTP Send Connector", ConnectorRole.Internal),
            new(2, "Direct to partners, MX", ConnectorRole.MxDelivery),
            new(3, "Tenant mailboxes", ConnectorRole.TenantOnly),
            new(4, "Cloud relay (temporary)", ConnectorRole.Relay),
        ];
        return new SampleWorld
        {
            Seed = seed,
            Kind = options.Incident,
            StartMs = startMs,
            EndMs = startMs + options.Days * 86_400_000L,
            Servers = servers,
            Connectors = connectors,
            FrontEnds = CreateFrontEnds(random),
            Partners = CreatePartners(certificates),
            ServiceCertificate = certificates.Service(),
            Episode = new EpisodePlanner(options, servers, connectors, certificates, random).Plan(),
        };
    }

    private static SampleServer[] CreateServers(SampleOptions options, Prng random, Certificates certificates)
    {
        var servers = new SampleServer[options.Servers];
        // Dates of the folded shape are what tells an expired certificate, so that kind always has them.
        bool withDates = options.Incident == "certificate_expired" || Prng.Mix((ulong)(uint)options.Seed, 7) % 4 != 0;
        for (int i = 0; i < servers.Length; i++)
        {
            string name = $"EX{i + 1:00}";
            bool old = options.Dialect == SampleDialect.Old || (options.Dialect == SampleDialect.Mixed && i % 2 == 1);
            servers[i] = new SampleServer
            {
                Index = i,
                Name = name,
                LocalAddress = $"10.0.{1 + i / 200}.{11 + i % 200}",
                Shape = old ? RowShape.Old : withDates ? RowShape.New2 : RowShape.New1,
                ReceiverAheadMs = random.Between(-1500, 1500),
                OwnCertificate = certificates.SelfSigned(name),
                // The counter starts from the start time of the transport process, as real ids do.
                NextSessionId = 0x08DE_0000_0000_0000UL + ((ulong)random.Between(0x1000, 0xF000) << 32) + (ulong)random.Between(0, int.MaxValue),
                NextRecordId = 167_500_000_000L + random.Between(0, 1_000_000_000),
            };
        }

        return servers;
    }

    private static FrontEnd[] CreateFrontEnds(Prng random)
    {
        var hosts = new FrontEnd[6];
        for (int i = 0; i < hosts.Length; i++)
        {
            string region = i % 2 == 0 ? "AM" : "DB";
            string unit = $"{region}{random.Between(1, 9)}EUR0{2 + i % 3}FT{random.Between(3, 64):000}";
            hosts[i] = new FrontEnd(
                $"{unit}.mail.protection.outlook.com", $"192.0.2.{10 + i * 7}", $"{unit}.eop-EUR0{2 + i % 3}.prod.protection.outlook.com",
                $"{region}{random.Between(1, 9)}PR0{random.Between(1, 9)}MB{random.Between(1000, 9999)}.eurprd0{random.Between(1, 9)}.prod.outlook.com");
        }

        return hosts;
    }

    private static Partner[] CreatePartners(Certificates certificates) =>
    [
        new("adventure.example", "mx1.adventure.example", "198.51.100.25:25", certificates.Partner("mx1.adventure.example"), false),
        new("contosobank.example", "mx.contosobank.example", "198.51.100.61:25", certificates.Partner("mx.contosobank.example"), false),
        new("oldmail.example", "relay.oldmail.example", "198.51.100.90:25", null, false),
        new("sixnet.example", "mail.sixnet.example", "[2001:db8:40::25]:25", certificates.Partner("mail.sixnet.example"), false),
        new(Names.RefusingPartnerDomain, "AM6EUR03FT021.mail.protection.outlook.com", "192.0.2.201:25", certificates.Service(), true),
    ];

    private static string Guid(Prng random)
    {
        string hex = $"{random.NextBits():x16}{random.NextBits():x16}";
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";
    }
}
