using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Sessions;

/// <summary>Invents mail: who writes to whom.</summary>
internal sealed class MessageMaker(SampleWorld world)
{
    private readonly Utf8Builder _text = new(128);

    /// <summary>Relay mail; some of its recipients are hosted in the service.</summary>
    public SampleMessage ForRelay(SampleServer server, Prng random)
    {
        (string sender, string senderDomain) = Sender(random);
        var recipients = new Recipient[1 + Math.Min(random.Poisson(0.7), 5)];
        // A fifth of the mail goes to hosted domains only, and some of it to both worlds at once.
        bool hostedOnly = random.Chance(0.18), mixed = random.Chance(0.12);
        for (int i = 0; i < recipients.Length; i++)
        {
            bool hosted = hostedOnly || (mixed && random.Chance(0.5));
            string domain = hosted ? random.Pick(Names.HostedDomains) : Names.RelayDomains[random.Skewed(Names.RelayDomains.Length)];
            recipients[i] = new Recipient(Person(random), domain, hosted);
        }

        return Make(server, random, sender, senderDomain, recipients);
    }

    /// <summary>Mail to one domain, as all queues but a smart host's have it.</summary>
    public SampleMessage ForDomain(SampleServer server, Prng random, string domain)
    {
        var recipients = new Recipient[1 + Math.Min(random.Poisson(0.4), 3)];
        for (int i = 0; i < recipients.Length; i++)
            recipients[i] = new Recipient(Person(random), domain, false);
        return Make(server, random, Person(random) + "@" + Names.OwnDomain, Names.OwnDomain, recipients);
    }

    private (string Address, string Domain) Sender(Prng random)
    {
        double share = random.NextShare();
        if (world.IsNoisy && share < 0.03)
            return ("app@" + Names.UnverifiedDomain, Names.UnverifiedDomain);
        if (share < world.NullSenderShare)
            return ("", "");
        string domain = !world.OwnSendersOnly && share < 0.15
            ? random.Pick(Names.ForeignSenderDomains)
            : Names.OwnSenderDomains[random.Skewed(Names.OwnSenderDomains.Length)];
        return ((random.Chance(0.3) ? random.Pick(Names.Mailboxes) : Person(random)) + "@" + domain, domain);
    }

    private SampleMessage Make(SampleServer server, Prng random, string sender, string senderDomain, Recipient[] recipients)
    {
        _text.Clear().Add((byte)'<').AddHex(random.NextBits(), 16).AddHex(random.NextBits(), 16).Add((byte)'@').Add(server.HostName).Add((byte)'>');
        return new SampleMessage
        {
            RecordId = server.NextRecordId += random.Between(1, 9),
            InternetMessageId = _text.Written.ToArray(),
            Sender = sender,
            SenderDomain = senderDomain,
            Recipients = recipients,
            // Most mail is small, some carries attachments.
            SizeBytes = 2_000 + random.Skewed(60_000) + (random.Chance(0.06) ? random.Between(100_000, 2_000_000) : 0),
        };
    }

    private static string Person(Prng random) => random.Pick(Names.FirstNames) + "." + random.Pick(Names.LastNames);
}
