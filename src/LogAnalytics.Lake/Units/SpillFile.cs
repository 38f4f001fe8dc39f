using System.Buffers.Binary;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>A sorted run of sessions on disk: the records of <see cref="StoredRow"/> behind an id and a length.</summary>
public static class SpillFile
{
    private const int BufferBytes = 1 << 18;

    public static void Write(string path, IReadOnlyList<SessionRows> sessions)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes);
        Span<byte> head = stackalloc byte[8];
        foreach (SessionRows session in sessions)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head, session.SessionId.Length);
            BinaryPrimitives.WriteInt32LittleEndian(head[4..], session.ByteCount);
            file.Write(head);
            file.Write(session.SessionId);
            file.Write(session.Bytes.Span);
        }
    }

    public static IEnumerable<SessionRows> ReadAndDelete(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.DeleteOnClose);
        byte[] head = new byte[8];
        while (file.ReadAtLeast(head, 8, throwOnEndOfStream: false) == 8)
        {
            byte[] id = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
            byte[] records = GC.AllocateUninitializedArray<byte>(BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)));
            file.ReadExactly(id);
            file.ReadExactly(records);
            yield return SessionRows.FromRecords(id, records, records.Length);
        }
    }
}
