using System.Buffers.Binary;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Units;

/// <summary>A sorted run of sessions on disk, as they are packed in memory.</summary>
public sealed class SpillFile : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly FileStream _file;
    private byte[] _packed = [];

    /// <summary>Begins a run.</summary>
    public SpillFile(string path) => _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes);

    /// <summary>Appends a session as it stands in memory.</summary>
    public void Write(byte[] block, int start) => _file.Write(block, start, SessionRows.PackedLength(block, start));

    public void Write(SessionRows session)
    {
        if (_packed.Length < session.MostPackedBytes)
            _packed = GC.AllocateUninitializedArray<byte>(session.MostPackedBytes);
        _file.Write(_packed, 0, session.Pack(_packed));
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The sessions of a run, each valid until the one after the next is read: two buffers take turns.</summary>
    /// <param name="texts">Of the rows that were written.</param>
    public static IEnumerable<SessionRows> ReadAndDelete(string path, LogTexts texts)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.DeleteOnClose);
        byte[] length = new byte[sizeof(int)];
        byte[] packed = [];
        byte[] other = [];
        SessionRows? before = null;
        while (file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            (packed, other) = (other, packed);
            int bytes = BinaryPrimitives.ReadInt32LittleEndian(length);
            if (packed.Length < bytes)
                packed = GC.AllocateUninitializedArray<byte>(bytes);
            length.CopyTo(packed, 0);
            file.ReadExactly(packed.AsSpan(length.Length, bytes - length.Length));
            before = SessionRows.Unpack(texts, packed, 0, before);
            yield return before;
        }
    }
}
