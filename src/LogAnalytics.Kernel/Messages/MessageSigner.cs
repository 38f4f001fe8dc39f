using System.Security.Cryptography;
using System.Text;

namespace LogAnalytics.Kernel.Messages;

/// <summary>HMAC-SHA256 over the four parts of a message, in hexadecimal.</summary>
internal sealed class MessageSigner(string key)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    public byte[] Sign(params ReadOnlySpan<byte[]> parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (byte[] part in parts)
            hash.AppendData(part);
        return Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>In a time that tells nothing of the right signature.</summary>
    public bool IsSigned(ReadOnlySpan<byte> signature, params ReadOnlySpan<byte[]> parts) => CryptographicOperations.FixedTimeEquals(signature, Sign(parts));
}
