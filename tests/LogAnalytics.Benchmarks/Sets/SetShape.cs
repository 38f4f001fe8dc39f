using LogAnalytics.Samples;

namespace LogAnalytics.Benchmarks.Sets;

/// <summary>How the same amount of logs is spread over files.</summary>
internal sealed record SetShape(string Name, int Servers, int Days, int MaxFileBytes)
{
    /// <summary>Files end at 10 MB, as Exchange's do.</summary>
    public static readonly SetShape Usual = new("usual", Servers: 4, Days: 3, MaxFileBytes: 10 << 20);

    /// <summary>A file is a whole hour of a busy server.</summary>
    public static readonly SetShape FewLarge = new("few-large", Servers: 2, Days: 1, MaxFileBytes: int.MaxValue);

    public static readonly SetShape ManySmall = new("many-small", Servers: 4, Days: 3, MaxFileBytes: 256 << 10);

    /// <summary>What one tries first.</summary>
    public static readonly SetShape Tiny = new("tiny", Servers: 1, Days: 1, MaxFileBytes: 10 << 20);

    public SampleOptions Options(long bytes) => new()
    {
        Incident = "certificate_name_changed",
        Seed = 5,
        Servers = Servers,
        Days = Days,
        MaxFileBytes = MaxFileBytes,
        TargetBytes = bytes,
    };
}
