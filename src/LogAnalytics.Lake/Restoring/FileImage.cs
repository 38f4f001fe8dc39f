using System.Security.Cryptography;

namespace LogAnalytics.Lake.Restoring;

/// <summary>A log as it is put together again, piece by piece in any order: in memory, or in a temporary file if it is large.</summary>
public sealed class FileImage : IDisposable
{
    private const int LargestInMemory = 64 << 20;
    private const int BlockBytes = 1 << 18;

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

    /// <summary>Reads from a place; 0 at the end.</summary>
    public int Read(long offset, Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, Size - offset);
        if (_memory is null)
            return RandomAccess.Read(_file!.SafeFileHandle, buffer[..count], offset);
        _memory.AsSpan((int)offset, count).CopyTo(buffer);
        return count;
    }

    /// <summary>SHA-256 of the first bytes, lower-case hex.</summary>
    public string HashOf(long length)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[BlockBytes];
        for (long at = 0; at < length;)
        {
            int read = Read(at, block.AsSpan(0, (int)Math.Min(block.Length, length - at)));
            if (read == 0)
                throw new EndOfStreamException();
            hash.AppendData(block, 0, read);
            at += read;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose() => _file?.Dispose();
}
