using System.Buffers.Binary;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Units;

/// <summary>A sorted run of sessions on disk: the records of <see cref="StoredRow"/> behind the id and the frame of their session.</summary>
public static class SpillFile
{
    private const int BufferBytes = 1 << 18;

    public static void Write(string path, IReadOnlyList<SessionRows> sessions)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes);
        foreach (SessionRows session in sessions)
        {
            Write(file, session.SessionId);
            Write(file, session.ConnectorId);
            Write(file, session.LocalEndpoint);
            Write(file, session.RemoteEndpoint);
            Write(file, session.Bytes.Span);
        }
    }

    /// <param name="texts">Of the rows that were written.</param>
    public static IEnumerable<SessionRows> ReadAndDelete(string path, LogTexts texts)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.DeleteOnClose);
        byte[] length = new byte[sizeof(int)];
        while (file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            byte[] id = Read(BinaryPrimitives.ReadInt32LittleEndian(length));
            byte[] connector = ReadNext();
            byte[] local = ReadNext();
            byte[] remote = ReadNext();
            byte[] records = ReadNext();
            yield return SessionRows.FromRecords(texts, id, connector, local, remote, records, records.Length);
        }

        byte[] ReadNext()
        {
            file.ReadExactly(length);
            return Read(BinaryPrimitives.ReadInt32LittleEndian(length));
        }

        byte[] Read(int count)
        {
            byte[] bytes = GC.AllocateUninitializedArray<byte>(count);
            file.ReadExactly(bytes);
            return bytes;
        }
    }

    private static void Write(FileStream file, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        file.Write(length);
        file.Write(bytes);
    }
}
