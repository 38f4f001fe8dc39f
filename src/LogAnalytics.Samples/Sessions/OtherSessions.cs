using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.Truth;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Sessions;

/// <summary>Sessions that have nothing to do with attribution: inside the organisation and directly to partners.</summary>
internal sealed class OtherSessions(SampleWorld world, SessionFactory factory, MessageMaker messages, ObservationTally observations)
{
    private const string HubAddress = "10.0.9.20:2525";
    private readonly SampleCertificate _hubCertificate = new Certificates(new Prng(Prng.Mix(world.Seed, 3)), DateTimeOffset.FromUnixTimeMilliseconds(world.StartMs).UtcDateTime)
        .SelfSigned("EXDR01");

    /// <summary>A hop to another server of the organisation: certificates on both sides, X-ANONYMOUSTLS, never the service.</summary>
    public void Internal(SampleServer server, long startMs)
    {
        Prng random = factory.Random;
        Conversation conversation = factory.Conversation;
        SampleConnector connector = world.Connector(ConnectorRole.Internal);
        SessionRows rows = factory.Open(server, connector, HubAddress, startMs, 1);
        if (random.Chance(0.06))
        {
            conversation.FailToConnect(10061, "hub version 15", "No connection could be made because the target machine actively refused it " + HubAddress + ".");
            return;
        }

        factory.Replies.Style = PeerStyle.Exchange;
        const string Host = "EXDR01.contoso.com";
        const string Offer = "SIZE 37748736\nPIPELINING\nDSN\nENHANCEDSTATUSCODES\nSTARTTLS\nX-ANONYMOUSTLS\nAUTH NTLM\nX-EXPS GSSAPI NTLM\n8BITMIME\nBINARYMIME\nCHUNKING\nXRDST";
        conversation.Connect();
        conversation.MicrosoftBanner(Host);
        conversation.Ehlo(Host, server.LocalAddress, Offer);
        conversation.StartTls("X-ANONYMOUSTLS", server.OwnCertificate, _hubCertificate);
        conversation.Ehlo(Host, server.LocalAddress, Offer.Replace("STARTTLS\nX-ANONYMOUSTLS\n", "", StringComparison.Ordinal).Replace("GSSAPI NTLM", "EXCHANGEAUTH GSSAPI NTLM", StringComparison.Ordinal));
        conversation.Command("X-EXPS EXCHANGEAUTH SHA256 "u8);
        conversation.RoundTrip();
        conversation.Reply("235"u8, "<authentication information>"u8);
        Send(server, rows, random, random.Between(1, 4), _ => Names.OwnDomain, unknownShare: 0.01, greylistShare: 0);
        conversation.Quit();
    }

    /// <summary>Direct delivery: one recipient domain per session, foreign banners.</summary>
    public void Partner(SampleServer server, long startMs)
    {
        Prng random = factory.Random;
        Partner partner = random.Pick(world.Partners);
        Conversation conversation = factory.Conversation;
        SampleConnector connector = world.Connector(ConnectorRole.MxDelivery);
        SessionRows rows = factory.Open(server, connector, partner.Endpoint, startMs, random.Between(25, 140));
        string publicAddress = partner.Endpoint.StartsWith('[') ? $"2001:db8:7::{10 + server.Index}" : $"203.0.113.{10 + server.Index}";
        conversation.Connect();
        conversation.RoundTrip();
        if (partner.InService)
        {
            (factory.Replies.FrontEnd, factory.Replies.Style, factory.Replies.PublicAddress) = (world.FrontEnds[0], PeerStyle.Service, publicAddress);
            conversation.MicrosoftBanner(partner.Host);
        }
        else
        {
            factory.Replies.Style = PeerStyle.Postfix;
            conversation.Reply("220"u8, conversation.Text().Add(partner.Host).Add(" ESMTP Postfix"u8).Written);
        }

        const string Offer = "PIPELINING\nSIZE 52428800\nETRN\nSTARTTLS\nENHANCEDSTATUSCODES\n8BITMIME\nDSN";
        const string Plain = "PIPELINING\nSIZE 52428800\nETRN\nENHANCEDSTATUSCODES\n8BITMIME\nDSN";
        string? greeted = partner.InService ? publicAddress : null;
        conversation.Ehlo(partner.Host, greeted, partner.Certificate is null ? Plain : Offer);
        if (partner.Certificate is not null)
        {
            conversation.StartTls("STARTTLS", server.OwnCertificate, partner.Certificate);
            conversation.Ehlo(partner.Host, greeted, Plain);
        }

        bool refuses = world.IsNoisy && partner.Domain == Names.RefusingPartnerDomain && startMs > world.StartMs + (world.EndMs - world.StartMs) * 2 / 5;
        bool alive = Send(server, rows, random, random.Between(1, 3), _ => partner.Domain, 0.03, partner.InService ? 0 : 0.05, refuses);
        if (refuses)
            observations.Count("partner_refusal", partner.Domain, connector.Id, rows.ClockMs);
        if (alive)
            conversation.Quit("2.0.0 Bye");
    }

    private bool Send(
        SampleServer server, SessionRows rows, Prng random, int count, Func<int, string> domain,
        double unknownShare, double greylistShare, bool refuses = false)
    {
        for (int i = 0; i < count; i++)
        {
            SampleMessage message = messages.ForDomain(server, random, domain(i));
            bool postfix = factory.Replies.Style == PeerStyle.Postfix;
            var plan = new MessagePlan
            {
                PerRecipient = new ReplyKind[message.Recipients.Length],
                Pipelined = random.Chance(0.5),
                UsesBdat = !postfix,
                Breaks = postfix && random.Chance(0.02),
            };
            for (int j = 0; j < plan.PerRecipient.Length; j++)
            {
                double share = random.NextShare();
                plan.PerRecipient[j] = refuses ? ReplyKind.Attribution
                    : share < unknownShare ? ReplyKind.UserUnknown
                    : share < unknownShare + greylistShare ? ReplyKind.Greylisted
                    : ReplyKind.Accepted;
            }

            if (!factory.Exchange.Send(message, plan, null))
                return false;
            // The sender waits as long as it was told to, with the connection open, and tries the same message again.
            if (plan.PerRecipient.All(kind => kind == ReplyKind.Greylisted) && random.Chance(0.5))
            {
                rows.Wait(300_000 + random.Between(0, 20_000));
                plan.PerRecipient = new ReplyKind[message.Recipients.Length];
                if (!factory.Exchange.Send(message, plan, null))
                    return false;
            }

            rows.Wait(random.Between(1, 300));
        }

        return true;
    }
}
