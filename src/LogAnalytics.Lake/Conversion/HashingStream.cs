using System.Buffers;
using System.Security.Cryptography;
using LogAnalytics.Inputs.Unpacking;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// Hashes what is read through it; at a given length it also keeps the hash so far, which tells whether a file has only grown. Damage
/// ends the stream where it stands instead of throwing: what came before it is read as a file that ends there.
/// </summary>
public sealed class HashingStream(Stream inner, long? prefixLength, Action<long> onBytes) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;

    /// <summary>SHA-256 of the first <c>prefixLength</c> bytes; null while fewer were read.</summary>
    public string? PrefixHash { get; private set; }

    /// <summary>What broke the stream off; null while nothing has.</summary>
    public string? Damage { get; private set; }

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = ReadInner(buffer);
        ReadOnlySpan<byte> fresh = buffer[..read];
        if (prefixLength is { } prefix && _length < prefix && _length + read >= prefix)
        {
            int cut = (int)(prefix - _length);
            _hash.AppendData(fresh[..cut]);
            PrefixHash = Convert.ToHexStringLower(_hash.GetCurrentHash());
            fresh = fresh[cut..];
        }

        _hash.AppendData(fresh);
        _length += read;
        onBytes(read);
        return read;
    }

    /// <summary>Reads what is left, and gives the hash of the whole.</summary>
    public string Finish()
    {
        byte[] rest = ArrayPool<byte>.Shared.Rent(1 << 16);
        while (Read(rest) > 0)
        {
        }

        ArrayPool<byte>.Shared.Return(rest);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>The file or the archive is to blame, or the right to read it is missing.</summary>
    public static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException;

    private int ReadInner(Span<byte> buffer)
    {
        if (Damage is not null)
            return 0;
        try
        {
            return inner.Read(buffer);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            Damage = e.Message;
            return 0;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
