using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Sessions;

/// <summary>The texts that peers answer with. In the service's texts the brackets name its host, its clock and its session.</summary>
internal sealed class PeerReplies(Conversation conversation)
{
    private readonly Utf8Builder _text = new(512);

    public FrontEnd? FrontEnd { get; set; }

    /// <summary>Refuses with the text that names neither domain as accepted.</summary>
    public bool SaysAttr36 { get; init; }

    public PeerStyle Style { get; set; }

    public string PublicAddress { get; set; } = "";

    public void Write(ReplyKind kind, Trial? trial)
    {
        Utf8Builder text = _text.Clear();
        switch (kind)
        {
            case ReplyKind.Accepted:
                conversation.Reply("250"u8, Style == PeerStyle.Postfix ? "2.1.5 Ok"u8 : "2.1.5 Recipient OK"u8);
                return;
            case ReplyKind.Attribution:
                Attribution(text);
                conversation.Reply("550"u8, text.Written, trial);
                return;
            case ReplyKind.UserUnknown when Style == PeerStyle.Postfix:
                conversation.Reply("550"u8, "5.1.1 The email account that you tried to reach does not exist.\n5.1.1 Please check the address for typing errors"u8);
                return;
            case ReplyKind.UserUnknown:
                conversation.Reply("550"u8, "5.1.1 RESOLVER.ADR.RecipNotFound; not found"u8);
                return;
            case ReplyKind.RelayDenied541:
                Bracket(text.Add("5.4.1 Recipient address rejected: Access denied. AS(201806281) "u8));
                conversation.Reply("550"u8, text.Written);
                return;
            case ReplyKind.ServerBusy:
                text.Add("4.7.500 Server busy. Please try again later from ["u8).Add(PublicAddress).Add("]. (S77714) "u8);
                Bracket(text);
                conversation.Reply("451"u8, text.Written);
                return;
            case ReplyKind.TooManyRecipients:
                conversation.Reply("452"u8, "4.5.3 Too many recipients (AS780090)"u8);
                return;
            case ReplyKind.Greylisted:
                conversation.Reply("451"u8, "4.7.1 Greylisted, please try again in 300 seconds"u8);
                return;
            case ReplyKind.OutOfDateServer:
                conversation.Reply("550"u8, "5.7.230 Connecting Exchange server version is out-of-date; connection to Exchange Online blocked for 10 mins/hr. For more information see https://aka.ms/BlockUnsafeExchange."u8);
                return;
            case ReplyKind.OutOfDateServerThrottled:
                conversation.Reply("450"u8, "4.7.230 Connecting Exchange server version is out-of-date; connection to Exchange Online throttled for 5 mins/hr. For more information see https://aka.ms/BlockUnsafeExchange."u8);
                return;
            case ReplyKind.PartnerConnector51:
                Bracket(text.Add("5.7.51 TenantInboundAttribution; There is a partner connector configured that matched the message's recipient domain. The connector had either the RestrictDomainsToIPAddresses or RestrictDomainsToCertificate set "u8));
                conversation.Reply("550"u8, text.Written);
                return;
            case ReplyKind.DirectSend68:
                Bracket(text.Add("5.7.68 TenantInboundAttribution; Direct Send not allowed for this organization from unauthorized sources "u8));
                conversation.Reply("550"u8, text.Written);
                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    /// <summary>The final reply to a message whose recipients, some of them, were accepted.</summary>
    public void Queued(SampleMessage message, Trial? trial)
    {
        Prng random = conversation.Random;
        if (Style == PeerStyle.Postfix)
        {
            conversation.Reply("250"u8, _text.Clear().Add("2.0.0 Ok: queued as "u8).AddHex(random.NextBits(), 11).Written, trial);
            return;
        }

        string host = Style == PeerStyle.Service ? FrontEnd!.MailboxHost : "EXDR01.contoso.com";
        int tookMs = random.Between(60, 900), rate = message.SizeBytes * 1000 / tookMs;
        conversation.Reply("250"u8, _text.Clear().Add("2.6.0 "u8).Add(message.InternetMessageId).Add(" [InternalId="u8)
            .Add(random.Between(1_000_000, int.MaxValue) * 4001L).Add(", Hostname="u8).Add(host).Add("] "u8)
            .Add(message.SizeBytes + random.Between(900, 4000)).Add(" bytes in 0."u8).AddDigits(tookMs, 3).Add(", "u8)
            .Add(rate / 1024).Add((byte)',').AddDigits(rate % 1000, 3).Add(" KB/sec Queued mail for delivery"u8).Written, trial);
    }

    private void Attribution(Utf8Builder text)
    {
        // Shares are a guess; every documented tail has to occur.
        int variant = conversation.Random.Between(0, 40);
        if (SaysAttr36)
        {
            // Both spellings occur.
            Bracket(text.Add(variant == 0 ? "5.7.64 Relay Access Denied ATT36 "u8 : "5.7.64 Relay Access Denied ATTR36 "u8));
            return;
        }

        text.Add(variant == 0 ? "5.7.64 TenantAttribution: Relay Access Denied"u8 : "5.7.64 TenantAttribution; Relay Access Denied"u8);
        if (variant is > 20 and < 28)
            text.Add(" SMTP"u8);
        if (variant is 26 or 27)
            return;
        // Only the old shape can show that a reply came in two lines; the code then stands on both.
        text.Add(conversation.IsOld && variant > 33 ? "\n5.7.64 "u8 : " "u8);
        if (variant is > 15 and < 24)
            text.Add((byte)'[').Add(FrontEnd!.ReplyHost).Add((byte)']');
        else
            Bracket(text);
    }

    private void Bracket(Utf8Builder text) => text.Add((byte)'[').Add(FrontEnd!.ReplyHost).Add((byte)' ')
        .AddTime(conversation.Rows.ClockMs + conversation.Server.ReceiverAheadMs).Add((byte)' ')
        .Add("08DE"u8).AddHex(conversation.Random.NextBits(), 12).Add((byte)']');
}
