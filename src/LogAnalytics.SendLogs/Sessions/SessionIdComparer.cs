using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Session ids as bytes: equal by content, looked up without a copy.</summary>
public sealed class SessionIdComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static SessionIdComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] id) => GetHashCode(id.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> alternate) => ByteHash.Of(alternate);

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    /// <summary>All zero or masked in redacted logs: one id for many sessions, told apart at each connect.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<byte> id) => id.IndexOfAnyExcept("0*Xx"u8) < 0;
}
