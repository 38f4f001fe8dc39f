using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.Truth;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Sessions;

/// <summary>Decides what the service answers to relay mail.</summary>
internal sealed class RelayPlanner(SampleWorld world, ObservationTally observations)
{
    private const long Minute = 60_000;

    public MessagePlan Plan(SampleMessage message, SampleServer server, long timeMs, Prng random, out bool ofIncident)
    {
        var plan = new MessagePlan
        {
            PerRecipient = new ReplyKind[message.Recipients.Length],
            Pipelined = random.Chance(0.65),
            UsesBdat = random.Chance(0.6),
        };
        ofIncident = false;
        bool relayed = message.Recipients.Any(recipient => !recipient.Hosted);
        if (relayed)
        {
            Episode episode = world.Episode;
            ofIncident = episode.FailsAt(server.Index, timeMs) && episode.Concerns(message.SenderDomain) && (episode.Share >= 1 || random.Chance(episode.Share));
            bool unverified = message.SenderDomain == Names.UnverifiedDomain;
            if (unverified)
                observations.Count("persistent_unverified_sender", Names.UnverifiedDomain, world.Connectors[0].Id, timeMs);
            if (ofIncident || unverified || (world.IsNoisy && random.Chance(0.002)))
            {
                Refuse(plan, message, random);
                return plan;
            }
        }

        if (!world.Episode.IsNearChange(timeMs))
            AddNoise(plan, message, server, timeMs, random);
        return plan;
    }

    /// <summary>Mostly at RCPT. Only mail without hosted recipients is refused as a whole: the others would have been accepted one by one.</summary>
    private static void Refuse(MessagePlan plan, SampleMessage message, Prng random)
    {
        double share = random.NextShare();
        if (share < 0.2 && message.Recipients.All(recipient => !recipient.Hosted))
        {
            plan.Phase = share < 0.1 ? RefusalPhase.Mail : RefusalPhase.Data;
            plan.Whole = ReplyKind.Attribution;
            return;
        }

        for (int i = 0; i < plan.PerRecipient.Length; i++)
            plan.PerRecipient[i] = message.Recipients[i].Hosted ? ReplyKind.Accepted : ReplyKind.Attribution;
    }

    private void AddNoise(MessagePlan plan, SampleMessage message, SampleServer server, long timeMs, Prng random)
    {
        if (world.IsNoisy && NoisyWhole(server, timeMs, random) is { } whole)
        {
            plan.Phase = RefusalPhase.Mail;
            plan.Whole = whole;
            return;
        }

        for (int i = 0; i < plan.PerRecipient.Length; i++)
        {
            double share = random.NextShare();
            plan.PerRecipient[i] = share switch
            {
                < 0.012 => ReplyKind.UserUnknown,
                < 0.018 => ReplyKind.ServerBusy,
                < 0.021 => ReplyKind.TooManyRecipients,
                < 0.031 when world.IsNoisy => ReplyKind.RelayDenied541,
                < 0.036 when world.IsNoisy && message.Recipients[i].Hosted => ReplyKind.PartnerConnector51,
                _ => ReplyKind.Accepted,
            };
        }
    }

    private ReplyKind? NoisyWhole(SampleServer server, long timeMs, Prng random)
    {
        long sinceStart = timeMs - world.StartMs, span = world.EndMs - world.StartMs;
        long minuteOfHour = sinceStart / Minute % 60;
        if (server.Index == 0 && sinceStart > span / 3)
        {
            if (minuteOfHour < 10)
                return ReplyKind.OutOfDateServer;
            if (minuteOfHour < 15)
                return ReplyKind.OutOfDateServerThrottled;
        }

        // One throttling storm a day, in the afternoon.
        long minuteOfDay = timeMs / Minute % 1440;
        return minuteOfDay is > 870 and < 950 && random.Chance(0.6) ? ReplyKind.ServerBusy : null;
    }
}
