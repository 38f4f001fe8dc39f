namespace LogAnalytics.Benchmarks.Options;

/// <summary>What is measured, and on how much.</summary>
internal sealed record BenchOptions
{
    public const long DefaultSize = 4L << 30;
    public const int DefaultRounds = 5;
    public const int DefaultSessions = 10_000_000;
    public const int QuickSessions = 10_000;

    /// <summary>Enough for every part to have something to do in a few seconds.</summary>
    public const long QuickSize = 16L << 20;

    public required IReadOnlyList<string> Parts { get; init; }

    /// <summary>Bytes of logs for the comparison; the other parts derive theirs from it.</summary>
    public required long Size { get; init; }

    /// <summary>The peer that sorts needs several times the memory and time.</summary>
    public required long SortedSize { get; init; }

    public required int Rounds { get; init; }

    public required int Threads { get; init; }

    /// <summary>Everything is written below it and removed at the end.</summary>
    public required string Folder { get; init; }

    /// <summary>For the runs that read from a disk.</summary>
    public required string Disk { get; init; }

    public required bool IsQuick { get; init; }

    /// <summary>The generated logs stay for the next run.</summary>
    public required bool Keeps { get; init; }

    public required bool Saves { get; init; }

    /// <summary>Sessions of the largest lake that is analysed.</summary>
    public required long Sessions { get; init; }

    public IReadOnlyList<long> AnalysisSizes => IsQuick ? [Sessions] : [Sessions / 100, Sessions / 10, Sessions];

    /// <summary>Ten times as many: run-encoded series are small.</summary>
    public IReadOnlyList<long> SearchSizes => [.. AnalysisSizes.Select(sessions => sessions * 10)];

    /// <summary>The set of the queries, 2 GB by default.</summary>
    public long QuerySize => Size / 2;

    /// <summary>0.5, 2 and 8 GB by default.</summary>
    public IReadOnlyList<long> ScalingSizes => [Size / 8, Size / 2, Size * 2];
}
