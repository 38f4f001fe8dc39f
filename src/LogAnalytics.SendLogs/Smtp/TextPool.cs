using System.Text;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Bytes to strings, with the recent ones kept: most texts of a log repeat. Invalid UTF-8 becomes U+FFFD.</summary>
/// <param name="change">What else is done to a text; null: nothing.</param>
public sealed class TextPool(Func<string, string>? change = null)
{
    private const int SlotCount = 16_384;
    private const int MaxPooledBytes = 512;
    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[SlotCount];

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        if (bytes.Length > MaxPooledBytes)
            return TextOf(bytes);
        ref (byte[] Bytes, string Text) slot = ref _slots[(uint)ByteHash.Of(bytes) % SlotCount];
        if (slot.Bytes is null || !bytes.SequenceEqual(slot.Bytes))
            slot = (bytes.ToArray(), TextOf(bytes));
        return slot.Text;
    }

    private string TextOf(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        return change is null ? text : change(text);
    }
}
