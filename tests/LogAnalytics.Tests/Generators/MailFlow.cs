using LogAnalytics.Detection;

namespace LogAnalytics.Tests.Generators;

/// <summary>
/// A seeded flow of trials over servers, senders and recipients, a minute apart unless told otherwise; a scenario changes
/// attributes and chances of failure per trial. Remembers which trials it broke.
/// </summary>
internal sealed class MailFlow(int seed)
{
    public static readonly string[] Attributes =
        ["server", "connector", "certificate", "public_address", "sender_domain", "recipient_domain"];

    private readonly Random _random = new(seed);
    private readonly TrialSeriesBuilder _builder = new(Attributes);
    private long _time;

    /// <summary>Failures that come of nothing in particular.</summary>
    public double Background { get; init; }

    public int Servers { get; init; } = 5;

    /// <summary>Ordinals of failures that the scenario, not the background, made.</summary>
    public List<long> Broken { get; } = [];

    public int Count => _builder.Count;

    public Trial Next() => new()
    {
        Server = "SRV" + _random.Next(Servers),
        Certificate = "old",
        Sender = _random.Next(10) < 7 ? "contoso.com" : _random.Next(2) == 0 ? "fabrikam.com" : "<>",
        Recipient = "partner" + _random.Next(12) + ".example",
    };

    /// <summary>Adds trials; <paramref name="change"/> sets attributes and returns the chance of failure.</summary>
    public MailFlow Add(int trials, Func<Trial, int, double>? change = null, long minutesApart = 1)
    {
        for (var i = 0; i < trials; i++)
        {
            var trial = Next();
            var breaks = _random.NextDouble() < (change?.Invoke(trial, i) ?? 0);
            if (breaks)
                Broken.Add(_builder.Count);
            _time += minutesApart * 60_000_000;
            _builder.Add(_time, breaks || _random.NextDouble() < Background,
                trial.Server, trial.Connector, trial.Certificate, trial.Address ?? "192.0.2." + trial.Server[^1],
                trial.Sender, trial.Recipient);
        }
        return this;
    }

    public TrialSeries Build() => _builder.Build();

    public OnsetSearchResult Search() => OnsetSearch.Find(Build(), new OnsetOptions());

    internal sealed class Trial
    {
        public required string Server { get; set; }
        public string Connector { get; set; } = "Outbound";
        public required string? Certificate { get; set; }
        public string? Address { get; set; }
        public required string? Sender { get; set; }
        public required string Recipient { get; set; }
    }
}
