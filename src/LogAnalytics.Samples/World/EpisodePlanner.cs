using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.World;

/// <summary>Turns a kind into the change it stands for: who, from when to when, and the links before, during and after.</summary>
internal sealed class EpisodePlanner(
    SampleOptions options, SampleServer[] servers, SampleConnector[] connectors, Certificates certificates, Prng random)
{
    private const long Minute = 60_000;
    private const long Never = long.MaxValue;

    public Episode Plan()
    {
        SampleConnector relay = connectors[0];
        long change = ChangeMs();
        SampleCertificate good = options.Incident == "certificate_expired"
            ? certificates.Expiring(DateTimeOffset.FromUnixTimeMilliseconds(change).UtcDateTime)
            : certificates.Good();
        SampleCertificate? sent = options.Incident == "egress_ip_changed" ? null : good;
        Link[] before = Each(server => new Link(relay, sent, PublicAddress(server)));

        switch (options.Incident)
        {
            case "certificate_name_changed":
                {
                    SampleCertificate other = certificates.OtherNames();
                    Link[] during = Each(server => before[server] with { SentCertificate = other });
                    return Incident("certificate_name_changed", change, before, during, during);
                }

            case "rollout":
                {
                    SampleCertificate other = certificates.OtherNames();
                    Link[] during = Each(server => before[server] with { SentCertificate = other });
                    long[] from = new long[servers.Length];
                    for (int i = 0; i < from.Length; i++)
                        from[i] = i == 0 ? change : from[i - 1] + random.Between(25, 70) * Minute;
                    return Incident("certificate_name_changed", from[^1], before, during, during, from: from);
                }

            case "server_certificate_differs":
                {
                    int last = servers.Length - 1;
                    Link[] during = Each(server => server == last ? before[server] with { SentCertificate = servers[server].OwnCertificate } : before[server]);
                    return Incident("server_certificate_differs", change, before, during, before, only: last);
                }

            case "egress_ip_changed":
                {
                    Link[] shared = Each(server => before[server] with { PublicAddress = "203.0.113.10" });
                    Link[] during = Each(server => shared[server] with { PublicAddress = "203.0.113.142" });
                    return Incident("egress_ip_changed", change, shared, during, during);
                }

            case "smtp_inspection":
                return Incident("smtp_inspection", change, before, Each(server => before[server] with { Inspected = true }), before);
            case "starttls_not_used":
                return Incident("starttls_not_used", change, before, Each(server => before[server] with { StartTlsUsed = false }), before);
            case "no_certificate_sent":
                return Incident("no_certificate_sent", change, before, Each(server => before[server] with { SentCertificate = null }), before);
            case "tls_failure_fallback":
                return Incident("tls_failure_fallback", change, before, Each(server => before[server] with { TlsError = "NoCredentials" }), before);
            case "certificate_chain":
                {
                    SampleCertificate other = certificates.OtherIssuerSameNames();
                    Link[] during = Each(server => before[server] with { SentCertificate = other });
                    return Incident("certificate_chain", change, before, during, during);
                }

            case "certificate_expired":
                {
                    SampleCertificate renewed = certificates.Renewed();
                    return Incident("certificate_expired", change, before, Each(server => before[server] with { }), Each(server => before[server] with { SentCertificate = renewed }));
                }

            case "connector_changed":
                return Incident("connector_changed", change, before,
                    Each(server => before[server] with { Connector = connectors[4], SentCertificate = servers[server].OwnCertificate }), before);
            case "partial":
                return Incident("cloud_side_change", change, before, before, before, share: 0.4);
            case "cloud_side_change":
                return Incident("cloud_side_change", change, before, before, before);
            case "null_sender_refused":
                return Incident("sender_domain_not_accepted", change, before, before, before) with { Family = "attr36", OnlySender = "" };
            case "pre_existing":
                {
                    SampleCertificate other = certificates.OtherNames();
                    Link[] during = Each(server => before[server] with { SentCertificate = other });
                    return Incident("certificate_name_changed", change, during, during, before, preExisting: true);
                }

            case "clean_noisy":
                {
                    SampleCertificate renewed = certificates.Renewed();
                    Link[] after = Each(server => before[server] with { SentCertificate = renewed });
                    return Build("none", false, All(change), All(Never), before, after, after);
                }

            default:
                return Build("none", false, All(Never), All(Never), before, before, before);
        }
    }

    /// <summary>The change falls into working hours of the middle day, on a whole second as a certificate's last one does.</summary>
    private long ChangeMs()
    {
        DateTime day = options.Start.AddDays(options.Days / 2).Date;
        if (day < options.Start)
            day = day.AddDays(1);
        return new DateTimeOffset(day).ToUnixTimeMilliseconds() + (random.Between(10 * 3600, 13 * 3600)) * 1000L;
    }

    private Episode Incident(
        string cause, long lastFrom, Link[] before, Link[] during, Link[] after,
        long[]? from = null, int only = -1, double share = 1, bool preExisting = false)
    {
        bool recovers = options.Recovers ?? SampleKinds.Find(options.Incident).Recovers;
        long until = recovers ? lastFrom + random.Between(150, 270) * Minute + random.Between(0, 60_000) : Never;
        return Build(cause, true, preExisting ? All(long.MinValue) : from ?? All(lastFrom), All(until), before, during, after, only, share, preExisting, recovers);
    }

    private Episode Build(
        string cause, bool harmful, long[] from, long[] until, Link[] before, Link[] during, Link[] after,
        int only = -1, double share = 1, bool preExisting = false, bool recovers = false)
    {
        var affects = new bool[servers.Length];
        for (int i = 0; i < affects.Length; i++)
            affects[i] = only < 0 || only == i;
        return new Episode
        {
            Cause = cause,
            Harmful = harmful,
            Affects = affects,
            FromMs = from,
            UntilMs = until,
            Before = before,
            During = during,
            After = after,
            Share = share,
            PreExisting = preExisting,
            Recovers = recovers,
        };
    }

    private Link[] Each(Func<int, Link> make) => [.. servers.Select(server => make(server.Index))];

    private long[] All(long time) => [.. servers.Select(_ => time)];

    private static string PublicAddress(int server) => $"203.0.113.{10 + server}";
}
