namespace LogAnalytics.Evaluation.Mail;

/// <summary>What happens in one series; <see cref="MailFlow"/> plays it.</summary>
internal sealed record Scenario
{
    public required Farm Farm { get; init; }

    public required double Days { get; init; }

    public required double MessagesPerDay { get; init; }

    /// <summary>Volume of a night hour over that of a busy one.</summary>
    public double NightShare { get; init; } = 0.2;

    /// <summary>Chance that a message fails for no reason, by day.</summary>
    public Func<double, double> Background { get; init; } = _ => 0;

    public IReadOnlyList<PlantedIncident> Incidents { get; init; } = [];

    /// <summary>Changes that break nothing.</summary>
    public IReadOnlyList<PlantedIncident> HarmlessChanges { get; init; } = [];

    /// <summary>Sender domains that the tenant has not verified: they always fail.</summary>
    public IReadOnlyList<UnverifiedSender> UnverifiedSenders { get; init; } = [];

    /// <summary>Stretches without a log, in days.</summary>
    public IReadOnlyList<(double From, double To)> Gaps { get; init; } = [];

    /// <summary>Stretches in which this share of the attempts has a reply that says nothing about attribution.</summary>
    public Func<double, double> Transient { get; init; } = _ => 0;

    /// <summary>Volume over the usual.</summary>
    public Func<double, double> Surge { get; init; } = _ => 1;

    /// <summary>Messages a day that fail and are sent again and again for hours.</summary>
    public double StubbornMessagesPerDay { get; init; }

    /// <summary>Recipient domains below this number (of <c>partner0</c>…) are accepted from anyone.</summary>
    public int HostedRecipients { get; init; }

    public bool IsHosted(Attempt attempt) => int.Parse(attempt.Recipient.AsSpan(7, attempt.Recipient.IndexOf('.') - 7)) < HostedRecipients;
}

/// <param name="MessagesPerDay">Mean, by day.</param>
internal sealed record UnverifiedSender(string Domain, Func<double, double> MessagesPerDay, string? Server = null);
