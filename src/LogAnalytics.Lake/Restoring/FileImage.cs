using System.Security.Cryptography;

namespace LogAnalytics.Lake.Restoring;

/// <summary>A log as it is put together again, piece by piece in any order: in memory, or in a temporary file if it is large.</summary>
public sealed class FileImage : IDisposable
{
    private const int LargestInMemory = 64 << 20;

    private readonly byte[]? _memory;
    private readonly FileStream? _file;

    public FileImage(long size, string temporaryFolder)
    {
        Size = size;
        if (size <= LargestInMemory)
        {
            _memory = new byte[size];
            return;
        }

        _file = new FileStream(
            Path.Combine(temporaryFolder, $".image-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 1, FileOptions.DeleteOnClose);
        _file.SetLength(size);
    }

    public long Size { get; }

    /// <summary>Bytes put in so far; equals <see cref="Size"/> when every byte was given once.</summary>
    public long Written { get; private set; }

    /// <summary>False: the piece does not lie within the file, and nothing was written.</summary>
    public bool TryWrite(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset < 0 || offset > Size - bytes.Length)
            return false;
        Written += bytes.Length;
        if (_memory is not null)
            bytes.CopyTo(_memory.AsSpan((int)offset));
        else
            RandomAccess.Write(_file!.SafeFileHandle, bytes, offset);
        return true;
    }

    /// <summary>SHA-256 of the first bytes, lower-case hex.</summary>
    public string HashOf(long length)
    {
        if (_memory is not null)
            return Convert.ToHexStringLower(SHA256.HashData(_memory.AsSpan(0, (int)length)));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Copy(length, bytes => hash.AppendData(bytes));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void CopyTo(Stream target)
    {
        if (_memory is not null)
            target.Write(_memory);
        else
            Copy(Size, target.Write);
    }

    public void Dispose() => _file?.Dispose();

    private void Copy(long length, Action<ReadOnlySpan<byte>> take)
    {
        byte[] block = new byte[1 << 18];
        for (long at = 0; at < length;)
        {
            int read = RandomAccess.Read(_file!.SafeFileHandle, block.AsSpan(0, (int)Math.Min(block.Length, length - at)), at);
            if (read == 0)
                throw new EndOfStreamException();
            take(block.AsSpan(0, read));
            at += read;
        }
    }
}
