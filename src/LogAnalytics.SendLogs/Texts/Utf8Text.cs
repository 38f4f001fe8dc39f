using System.Text;
using System.Text.Unicode;

namespace LogAnalytics.SendLogs.Texts;

/// <summary>Text as valid UTF-8, nearly always a part of the rows it was read from: nothing is copied, and it lives as long as they do.</summary>
public readonly struct Utf8Text : IEquatable<Utf8Text>
{
    private Utf8Text(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    public ReadOnlyMemory<byte> Bytes { get; }

    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>Invalid UTF-8 becomes U+FFFD, as everywhere a text is shown.</summary>
    public static Utf8Text Of(ReadOnlyMemory<byte> bytes) =>
        new(Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span)));

    /// <summary>Without a look at the bytes.</summary>
    /// <param name="bytes">Valid UTF-8, for instance ASCII.</param>
    public static Utf8Text OfValid(ReadOnlyMemory<byte> bytes) => new(bytes);

    public static Utf8Text Of(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>The same text in bytes of its own.</summary>
    public Utf8Text Copy() => new(Bytes.ToArray());

    public static bool operator ==(Utf8Text a, Utf8Text b) => a.Equals(b);

    public static bool operator !=(Utf8Text a, Utf8Text b) => !a.Equals(b);

    public bool Equals(Utf8Text other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override bool Equals(object? obj) => obj is Utf8Text other && Equals(other);

    public override int GetHashCode() => ByteHash.Of(Bytes.Span);

    public override string ToString() => Encoding.UTF8.GetString(Bytes.Span);
}
