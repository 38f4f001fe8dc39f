using System.Text;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Bytes to strings, with the recent ones kept: most texts of a log repeat. Invalid UTF-8 becomes U+FFFD.</summary>
public sealed class TextPool
{
    private const int SlotCount = 16_384;
    private const int MaxPooledBytes = 512;
    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[SlotCount];

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        if (bytes.Length > MaxPooledBytes)
            return Encoding.UTF8.GetString(bytes);
        ref (byte[] Bytes, string Text) slot = ref _slots[(uint)ByteHash.Of(bytes) % SlotCount];
        if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes))
            slot = (bytes.ToArray(), Encoding.UTF8.GetString(bytes));
        return slot.Text;
    }
}
