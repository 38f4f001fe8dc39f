using System.Security.Cryptography;
using System.Text;

namespace LogAnalytics.Evidence.Hashing;

/// <summary>SHA-256 as people compare it: lower-case hex, and lists as <c>sha256sum</c> prints them.</summary>
public static class Sha256Text
{
    /// <summary>What stands before the first of a chain.</summary>
    public const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";

    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public static string Of(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));

    /// <summary>One hash for many files: that of the list which <c>sha256sum</c> would print for them, ordered by the bytes of their paths.</summary>
    public static string OfList(IEnumerable<FileHash> files) =>
        Of(Encoding.UTF8.GetBytes(string.Concat(files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => Line(file.Sha256 ?? Zero, file.Path)))));

    /// <summary>A line that <c>sha256sum -c</c> reads.</summary>
    public static string Line(string sha256, string path) => $"{sha256}  {path}\n";
}
