using System.Globalization;

namespace LogAnalytics.Inputs;

/// <summary>How far packed input is unpacked; a plain file takes the room that it takes and has no limit.</summary>
public sealed record InputLimits
{
    /// <summary>
    /// Exchange ends a log after an hour or 10 MB unless told otherwise; 16 GB is a busy server's day in one file, and still ends a bomb
    /// within minutes.
    /// </summary>
    public const long DefaultMaxUnpackedBytes = 16L << 30;

    /// <summary>Deflate ends at 1032. Sample logs reach 11, one kind of line over and over 22 to 41: 200 leaves room.</summary>
    public const int DefaultMaxRatio = 200;

    /// <summary>A year of hourly logs of ten servers; their names take some 20 MB of memory.</summary>
    public const int DefaultMaxMembers = 100_000;

    /// <summary>Below this the ratio is not looked at: little is lost on it, and a short log may be very even.</summary>
    public const long RatioCountsFromBytes = 64L << 20;

    public static InputLimits Default { get; } = new();

    /// <summary>Bytes that one archive member or .gz may unpack to; above 0.</summary>
    public long MaxUnpackedBytes { get; init; } = DefaultMaxUnpackedBytes;

    /// <summary>Unpacked bytes per packed byte, of a member, a .gz and an archive as a whole; above 0.</summary>
    public int MaxRatio { get; init; } = DefaultMaxRatio;

    /// <summary>Files and folders that one archive may hold; above 0.</summary>
    public int MaxMembers { get; init; } = DefaultMaxMembers;

    /// <summary>The reason and the remedy, or null while the ratio is that of a log.</summary>
    /// <param name="packed">Bytes taken from the disk.</param>
    /// <param name="unpacked">Bytes that came of them.</param>
    public string? WhyTooDense(long packed, long unpacked) =>
        unpacked >= RatioCountsFromBytes && unpacked / MaxRatio >= Math.Max(packed, 1)
            ? string.Create(CultureInfo.InvariantCulture, $"it unpacks to {unpacked / Math.Max(packed, 1)} times its size, which no log does. If it is one, raise --max-ratio (now {MaxRatio}).")
            : null;

    internal string TooLarge() =>
        string.Create(CultureInfo.InvariantCulture, $"it unpacks to more than {MaxUnpackedBytes} bytes. If it is a log, raise --max-unpacked.");

    internal string TooMany(ulong members) =>
        string.Create(CultureInfo.InvariantCulture, $"it holds {members} members. If they are logs, raise --max-members (now {MaxMembers}).");
}
