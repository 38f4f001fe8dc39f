using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.Truth;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Sessions;

/// <summary>Sessions with the service over the relay and the tenant-only connector.</summary>
internal sealed class ServiceSessions(SampleWorld world, SessionFactory factory, MessageMaker messages, ObservationTally observations)
{
    private readonly RelayPlanner _planner = new(world, observations);

    /// <param name="server">The sending server.</param>
    /// <param name="startMs">The connect's time.</param>
    /// <param name="lingers">The connection is kept open between messages, so it can cross the hour.</param>
    public void Relay(SampleServer server, long startMs, bool lingers)
    {
        Prng random = factory.Random;
        Link opened = world.Episode.LinkAt(server.Index, startMs), link = opened;
        FrontEnd frontEnd = random.Pick(world.FrontEnds);
        if (link.TlsError is not null)
        {
            SessionRows failed = Open(server, link, link.Connector, frontEnd, startMs, link.TlsError);
            startMs = failed.ClockMs + random.Between(300, 2500);
            link = link with { StartTlsUsed = false, TlsError = null };
        }

        SessionRows rows = Open(server, link, link.Connector, frontEnd, startMs, null);
        int count = lingers ? random.Between(4, 9) : 1 + Math.Min(random.Poisson(1.8), 6);
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
                rows.Wait(lingers ? random.Between(15_000, 110_000) : random.Between(1, 900));
            // A change on premises drops the cached connections; one in the cloud leaves the link object the same.
            if (!ReferenceEquals(world.Episode.LinkAt(server.Index, rows.ClockMs), opened))
                break;
            if (!SendRelay(server, rows, NextRelayMessage(server, rows.ClockMs, random), random))
                return;
        }

        factory.Conversation.Quit();
    }

    /// <summary>Mail to the tenant's own domain: accepted from anyone, so it says nothing about attribution.</summary>
    public void Tenant(SampleServer server, long startMs)
    {
        Prng random = factory.Random;
        Link link = world.Episode.LinkAt(server.Index, startMs);
        // The path and the certificate are shared with the relay connector, its own settings are not.
        if (link.Connector != world.Connectors[0])
            link = world.Episode.Before[server.Index];
        link = link with { StartTlsUsed = true, TlsError = null };
        SessionRows rows = Open(server, link, world.Connector(ConnectorRole.TenantOnly), random.Pick(world.FrontEnds), startMs, null);
        for (int i = random.Between(1, 4); i > 0; i--)
        {
            SampleMessage message = messages.ForDomain(server, random, Names.TenantDomain);
            var plan = new MessagePlan { PerRecipient = new ReplyKind[message.Recipients.Length], Pipelined = random.Chance(0.7), UsesBdat = true };
            if (world.IsNoisy && random.Chance(0.04))
                Array.Fill(plan.PerRecipient, ReplyKind.DirectSend68);
            factory.Exchange.Send(message, plan, null);
            rows.Wait(random.Between(1, 400));
        }

        factory.Conversation.Quit();
    }

    /// <summary>Connected and never used.</summary>
    public void Unused(SampleServer server, long startMs)
    {
        Link link = world.Episode.LinkAt(server.Index, startMs) with { TlsError = null };
        Open(server, link, link.Connector, factory.Random.Pick(world.FrontEnds), startMs, null).Wait(factory.Random.Between(50, 5000));
        factory.Conversation.Quit();
    }

    public void FailedConnect(SampleServer server, long startMs)
    {
        FrontEnd frontEnd = factory.Random.Pick(world.FrontEnds);
        Link link = world.Episode.LinkAt(server.Index, startMs);
        factory.Open(server, link.Connector, frontEnd.Address + ":25", startMs, 20);
        factory.Conversation.FailToConnect(10060, Names.SmartHost,
            "A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond " + frontEnd.Address + ":25.");
    }

    private SessionRows Open(SampleServer server, Link link, SampleConnector connector, FrontEnd frontEnd, long startMs, string? tlsError)
    {
        SessionRows rows = factory.Open(server, connector, frontEnd.Address + ":25", startMs, 18);
        Conversation conversation = factory.Conversation;
        (factory.Replies.FrontEnd, factory.Replies.Style, factory.Replies.PublicAddress) = (frontEnd, PeerStyle.Service, link.PublicAddress);
        conversation.Connect();
        conversation.RoundTrip();
        if (link.Inspected)
            conversation.Reply("220"u8, "****************************************************************************"u8);
        else
            conversation.MicrosoftBanner(frontEnd.Host);
        const string Plain = "SIZE 157286400\nPIPELINING\nDSN\nENHANCEDSTATUSCODES\n8BITMIME\nBINARYMIME\nCHUNKING\nSMTPUTF8";
        const string Offer = "SIZE 157286400\nPIPELINING\nDSN\nENHANCEDSTATUSCODES\nSTARTTLS\n8BITMIME\nBINARYMIME\nCHUNKING\nSMTPUTF8";
        string offered = !link.Inspected ? Offer
            : conversation.Random.Chance(0.5) ? Plain
            : Offer.Replace("STARTTLS", "XXXXXXXX", StringComparison.Ordinal);
        conversation.Ehlo(frontEnd.Host, link.PublicAddress, offered);
        if (link.StartTlsUsed && !link.Inspected && conversation.StartTls("STARTTLS", link.SentCertificate, world.ServiceCertificate, tlsError))
            conversation.Ehlo(frontEnd.Host, link.PublicAddress, Plain);
        return rows;
    }

    private SampleMessage NextRelayMessage(SampleServer server, long nowMs, Prng random)
    {
        if (server.Resend.TryPeek(out SampleMessage? waiting) && waiting.DueMs <= nowMs)
            return server.Resend.Dequeue();
        return messages.ForRelay(server, random);
    }

    private bool SendRelay(SampleServer server, SessionRows rows, SampleMessage message, Prng random)
    {
        MessagePlan plan = _planner.Plan(message, server, rows.ClockMs, random, out bool ofIncident);
        bool failed = plan.HasAttributionError;
        var trial = new Trial
        {
            Session = rows,
            Failed = failed,
            OfIncident = failed && ofIncident,
            FailedBefore = message.FailedBefore,
            SenderDomain = message.SenderDomain,
        };
        rows.HasAttributionError |= failed;
        bool alive = factory.Exchange.Send(message, plan, trial);
        factory.Trials.Add(trial);
        // A bounce is final for the server; what comes again was sent again by its author. Deferred mail comes again by itself.
        bool deferred = plan.Whole == ReplyKind.ServerBusy || plan.PerRecipient.Contains(ReplyKind.ServerBusy);
        if (server.Resend.Count < 64 && (deferred || (failed && random.Chance(0.15))))
        {
            message.FailedBefore |= failed;
            message.DueMs = rows.ClockMs + random.Between(5, 40) * 60_000;
            server.Resend.Enqueue(message);
        }

        return alive;
    }
}
