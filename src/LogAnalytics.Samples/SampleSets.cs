namespace LogAnalytics.Samples;

/// <summary>A tree that is kept under data-samples.</summary>
/// <param name="Name">Folder name.</param>
/// <param name="Options">Exactly how it is made.</param>
/// <param name="Shows">What there is to see.</param>
public sealed record SampleSet(string Name, SampleOptions Options, string Shows);

/// <summary>The trees under data-samples, so that they can be made again and compared.</summary>
public static class SampleSets
{
    /// <summary>All of them, small enough to read by eye.</summary>
    public static IReadOnlyList<SampleSet> All { get; } =
    [
        new("certificate-name-changed", Small("certificate_name_changed", 122, servers: 2, sessions: 2),
            "a renewed certificate with other names on both servers, put right after some hours"),
        new("one-server-differs", Small("server_certificate_differs", 160, servers: 3, sessions: 1.5),
            "EX03 presents a self-signed certificate until the end, EX01 and EX02 pass"),
        new("smtp-inspection", Small("smtp_inspection", 112, servers: 1, sessions: 4) with { Dialect = SampleDialect.Old },
            "old dialect; the banner becomes asterisks and STARTTLS is gone, until the end"),
        new("egress-ip-changed", Small("egress_ip_changed", 122, servers: 2, sessions: 2),
            "no client certificate; the `Hello [ip]` of the EHLO reply changes, put right after some hours"),
        new("disabled-inbound-connector", Small("cloud_side_change", 131, servers: 1, sessions: 3) with { Recovers = false, WithExports = true, ExportFormat = "clixml" },
            "nothing changes on premises; `exports/` shows that the inbound connector was disabled, when and by whom"),
        new("clean", Small("clean", 105, servers: 1, sessions: 3), "no attribution error at all"),
        new("damaged", Small("damaged", 106, servers: 1, sessions: 2), "a file per kind of damage, and foreign logs; `why` in truth.json says which is which"),
    ];

    private static SampleOptions Small(string kind, int seed, int servers, double sessions) =>
        new() { Incident = kind, Seed = seed, Servers = servers, Days = 1, SessionsPerServerHour = sessions };
}
