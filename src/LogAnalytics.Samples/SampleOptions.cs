using LogAnalytics.Samples.Writing;

namespace LogAnalytics.Samples;

/// <summary>What to write. The same options give the same bytes on every machine.</summary>
public sealed record SampleOptions
{
    /// <summary>Default of <see cref="Start"/>: a Tuesday.</summary>
    public static readonly DateTime DefaultStart = new(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A kind id of <see cref="SampleKinds.All"/>.</summary>
    public required string Incident { get; init; }

    /// <summary>Any number; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Null means the kind's own default, which is the new dialect.</summary>
    public SampleDialect? Dialect { get; init; }

    /// <summary>1 to 99, named EX01, EX02, …; kinds that compare servers need 2.</summary>
    public int Servers { get; init; } = 3;

    /// <summary>1 to 400 days of 24 hours.</summary>
    public int Days { get; init; } = 2;

    /// <summary>Sessions a server starts in a busy hour of a working day; nights and weekends have a fraction of it.</summary>
    public double SessionsPerServerHour { get; init; } = 20;

    /// <summary>Null, or the rough size of all logs together; replaces <see cref="SessionsPerServerHour"/>.</summary>
    public long? TargetBytes { get; init; }

    /// <summary>First instant of the tree, UTC, on a whole hour.</summary>
    public DateTime Start { get; init; } = DefaultStart;

    /// <summary>Null means the kind's own default; true ends the incident inside the span, false lets it run to the end.</summary>
    public bool? Recovers { get; init; }

    /// <summary>A file that has passed this size is followed by the next instance of its hour. Exchange's default is 10 MB.</summary>
    public int MaxFileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Exports of the administrator beside the logs, for kinds where they tell something.</summary>
    public bool WithExports { get; init; }

    /// <summary>csv, json, clixml or xhcw; null lets the seed choose.</summary>
    public string? ExportFormat { get; init; }

    /// <summary>Takes logs out again, so that there is one gap of each kind; for clean kinds of 3 servers and 3 days at least.</summary>
    public bool Gaps { get; init; }

    internal void Check()
    {
        SampleKind kind = SampleKinds.Find(Incident);
        // The truth of an incident names rows, which must stay.
        if (Gaps && (!Incident.StartsWith("clean", StringComparison.Ordinal) || Servers < GapPlanter.LeastServers || Days < GapPlanter.LeastDays))
            throw new ArgumentException($"Gaps need a clean kind, {GapPlanter.LeastServers} servers and {GapPlanter.LeastDays} days at least.", nameof(Gaps));
        ArgumentOutOfRangeException.ThrowIfLessThan(Servers, kind.LeastServers);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Servers, 99);
        ArgumentOutOfRangeException.ThrowIfLessThan(Days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Days, 400);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SessionsPerServerHour);
        ArgumentOutOfRangeException.ThrowIfLessThan(TargetBytes ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxFileBytes, 4096);
        if (Start.Kind != DateTimeKind.Utc || Start.Ticks % TimeSpan.TicksPerHour != 0)
            throw new ArgumentException("Start must be UTC and on a whole hour.", nameof(Start));
    }
}
