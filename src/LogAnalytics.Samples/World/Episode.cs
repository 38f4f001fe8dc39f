namespace LogAnalytics.Samples.World;

/// <summary>The one change of a tree: links before, during and after it for each server, and whether mail fails meanwhile.</summary>
internal sealed record Episode
{
    public required string Cause { get; init; }

    /// <summary>False for a change that does no harm.</summary>
    public bool Harmful { get; init; } = true;

    /// <summary>Reply family of its refusals.</summary>
    public string Family { get; init; } = "tenant_attribution";

    /// <summary>Null, or the one sender domain whose mail fails; empty: the null sender.</summary>
    public string? OnlySender { get; init; }

    public required bool[] Affects { get; init; }
    public required long[] FromMs { get; init; }
    public required long[] UntilMs { get; init; }
    public required Link[] Before { get; init; }
    public required Link[] During { get; init; }
    public required Link[] After { get; init; }

    /// <summary>Share of the relay messages that fail during the episode.</summary>
    public double Share { get; init; } = 1;

    public bool PreExisting { get; init; }
    public bool Recovers { get; init; }

    public Link LinkAt(int server, long timeMs) =>
        !Affects[server] || timeMs < FromMs[server] ? Before[server]
        : timeMs < UntilMs[server] ? During[server]
        : After[server];

    public bool FailsAt(int server, long timeMs) =>
        Harmful && Affects[server] && timeMs >= FromMs[server] && timeMs < UntilMs[server];

    public bool Concerns(string senderDomain) => OnlySender is null || OnlySender == senderDomain;

    /// <summary>True within an hour of a change: refusals that are neither pass nor failure stay away, so the bracket has one reading.</summary>
    public bool IsNearChange(long timeMs)
    {
        const long Hour = 3_600_000;
        if (!Harmful)
            return false;
        for (int i = 0; i < FromMs.Length; i++)
        {
            if (Affects[i] && (Near(FromMs[i]) || Near(UntilMs[i])))
                return true;
        }

        return false;

        bool Near(long change) => timeMs > change - Hour && timeMs < change + Hour;
    }
}
