namespace LogAnalytics.Samples;

/// <summary>One kind of tree.</summary>
/// <param name="Id">Stable name, as given on the command line.</param>
/// <param name="Description">One line for help texts.</param>
/// <param name="Recovers">Whether the incident ends inside the span by default.</param>
/// <param name="LeastServers">Fewest servers that can show it.</param>
public sealed record SampleKind(string Id, string Description, bool Recovers = false, int LeastServers = 1);

/// <summary>The kinds of trees that can be written.</summary>
public static class SampleKinds
{
    /// <summary>Every kind, incidents first.</summary>
    public static IReadOnlyList<SampleKind> All { get; } =
    [
        new("certificate_name_changed", "a renewed certificate with other names on all servers", Recovers: true),
        new("server_certificate_differs", "one server presents a self-signed certificate, the others pass", LeastServers: 2),
        new("egress_ip_changed", "no client certificate; the public address changes", Recovers: true),
        new("smtp_inspection", "a firewall masks the banner and strips STARTTLS"),
        new("cloud_side_change", "nothing changes on premises, all servers fail at once", Recovers: true),
        new("starttls_not_used", "STARTTLS is offered but no longer issued", Recovers: true),
        new("no_certificate_sent", "TLS succeeds but no client certificate is sent any more"),
        new("tls_failure_fallback", "TLS fails for want of credentials, the retry goes out in plain text", Recovers: true),
        new("certificate_chain", "a new certificate with the same names from a new issuer"),
        new("certificate_expired", "the certificate stays in use past its last day", Recovers: true),
        new("connector_changed", "relay mail moves to another connector without the right certificate", Recovers: true),
        new("partial", "a share of the messages fails from some moment on, nothing logged changes"),
        new("null_sender_refused", "bounces alone (MAIL FROM:<>) are refused, with ATTR36; all other senders pass"),
        new("rollout", "a certificate with other names reaches the servers one after another", Recovers: true, LeastServers: 2),
        new("pre_existing", "the errors are there from the first row", Recovers: true),
        new("clean", "no attribution error at all"),
        new("clean_noisy", "look-alike refusals, throttling, a harmless renewal, background refusals; no incident"),
        new("damaged", "small files, each damaged in another way, and foreign logs among them"),
    ];

    internal static SampleKind Find(string id) =>
        All.FirstOrDefault(kind => kind.Id == id)
        ?? throw new ArgumentException($"Unknown kind '{id}'. Known: {string.Join(", ", All.Select(kind => kind.Id))}.");
}
