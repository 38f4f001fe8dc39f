using LogAnalytics.Samples.Sessions;

namespace LogAnalytics.Samples.World;

internal enum RowShape
{
    /// <summary>One row per reply line and per certificate field.</summary>
    Old,

    /// <summary>Folded certificate rows without dates.</summary>
    New1,

    /// <summary>Folded certificate rows with dates.</summary>
    New2,
}

/// <summary>One Exchange server: its names, and the counters of its transport process.</summary>
internal sealed class SampleServer
{
    public required int Index { get; init; }
    public required string Name { get; init; }
    public required RowShape Shape { get; init; }
    public required string LocalAddress { get; init; }

    /// <summary>What the receiver's clock shows minus what this server's shows.</summary>
    public required int ReceiverAheadMs { get; init; }

    public required SampleCertificate OwnCertificate { get; init; }

    public ulong NextSessionId { get; set; }
    public long NextRecordId { get; set; }

    /// <summary>Refused or deferred relay mail waiting to be sent again.</summary>
    public Queue<SampleMessage> Resend { get; } = new();

    public string HostName => Name + ".contoso.com";
}
