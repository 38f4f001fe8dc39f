using System.Security.Cryptography;
using System.Text;

namespace LogAnalytics.Reports.Privacy;

/// <summary>The secret that pseudonyms are made with. Whoever has it can tell which value a pseudonym stands for; nobody else can.</summary>
public sealed class RedactionKey
{
    public const int Bytes = 32;

    private readonly byte[] _key;

    private RedactionKey(byte[] key) => _key = key;

    /// <summary>Tells keys apart, and nothing about them.</summary>
    public string Id => Digest("key id", "");

    public static RedactionKey Create() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Null where the text is no key.</summary>
    public static RedactionKey? Read(string text)
    {
        string hex = text.Trim();
        return hex.Length == Bytes * 2 && hex.All(char.IsAsciiHexDigit) ? new RedactionKey(Convert.FromHexString(hex)) : null;
    }

    /// <summary>As its file holds it.</summary>
    public string ToText() => Convert.ToHexStringLower(_key) + "\n";

    /// <summary>Forty bits of HMAC-SHA-256: among a thousand values two are taken for one with a chance of one in two million.</summary>
    public string Digest(string kind, string value) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(kind + "\0" + value)).AsSpan(0, 5));
}
