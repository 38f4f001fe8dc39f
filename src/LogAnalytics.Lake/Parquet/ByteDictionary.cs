using System.Buffers.Binary;
using System.Text;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Parquet;

/// <summary>
/// Different byte strings, numbered in the order of their first appearance. Kept as the dictionary page will show them: length, bytes.
/// </summary>
internal sealed class ByteDictionary
{
    private const int FirstSlots = 256;

    // A search that is longer than this gives up, and the value gets an entry of its own once more: a dictionary may repeat itself,
    // and chosen collisions cannot make a log slow.
    private const int MostProbes = 64;

    private readonly ByteBuffer _entries = new();
    private readonly GrowingArray<int> _starts = new();
    private readonly GrowingArray<uint> _hashes = new();

    // Hash in the upper half, number + 1 in the lower; 0 where free. Only the first slots are in use, at most half of them taken: how
    // many depends on the entries alone, not on what the dictionary held before, so that the same values have the same numbers.
    private ulong[] _slots = new ulong[FirstSlots];
    private int _mask = FirstSlots - 1;

    public int Count => _starts.Count;

    /// <summary>All entries, PLAIN.</summary>
    public ReadOnlySpan<byte> Entries => _entries.Written;

    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            ReadOnlySpan<byte> entry = _entries.Written[_starts.Values[number]..];
            return entry.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(entry));
        }
    }

    public int NumberOf(ReadOnlySpan<byte> value)
    {
        uint hash = HashOf(value);
        if (Find(value, hash, out int slot) is var number and >= 0)
            return number;
        value.CopyTo(_entries.Reserve(sizeof(int) + value.Length)[sizeof(int)..]);
        return Append(value.Length, hash, slot);
    }

    /// <summary>The number of a text's UTF-8 bytes.</summary>
    public int NumberOf(string text)
    {
        // Encoded where a new entry would stand: one copy.
        Span<byte> free = _entries.Reserve(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length))[sizeof(int)..];
        int length = Encoding.UTF8.GetBytes(text, free);
        uint hash = HashOf(free[..length]);
        return Find(free[..length], hash, out int slot) is var number and >= 0 ? number : Append(length, hash, slot);
    }

    public void Clear()
    {
        if (Count > 0)
            UseSlots(FirstSlots);
        _entries.Clear();
        _starts.Clear();
        _hashes.Clear();
    }

    // Number of the value, or -1 and the slot for it (-1: none).
    private int Find(ReadOnlySpan<byte> value, uint hash, out int free)
    {
        ulong[] slots = _slots;
        int slot = (int)hash & _mask;
        for (int i = 0; i < MostProbes; i++, slot = (slot + 1) & _mask)
        {
            ulong taken = slots[slot];
            if (taken == 0)
            {
                free = slot;
                return -1;
            }

            int number = (int)(uint)taken - 1;
            if ((uint)(taken >> 32) == hash && this[number].SequenceEqual(value))
            {
                free = -1;
                return number;
            }
        }

        free = -1;
        return -1;
    }

    // The bytes stand behind the last entry already.
    private int Append(int length, uint hash, int slot)
    {
        int number = Count;
        _starts.Add(_entries.Length);
        _hashes.Add(hash);
        BinaryPrimitives.WriteInt32LittleEndian(_entries.Reserve(sizeof(int)), length);
        _entries.Advance(sizeof(int) + length);
        if (slot >= 0)
            _slots[slot] = Taken(hash, number);
        if (Count * 2 > _mask)
            Enlarge();
        return number;
    }

    private void Enlarge()
    {
        UseSlots((_mask + 1) * 2);
        ReadOnlySpan<uint> hashes = _hashes.Values;
        for (int number = 0; number < hashes.Length; number++)
        {
            int slot = (int)hashes[number] & _mask;
            int probes = 0;
            while (_slots[slot] != 0 && ++probes < MostProbes)
                slot = (slot + 1) & _mask;
            if (probes < MostProbes)
                _slots[slot] = Taken(hashes[number], number);
        }
    }

    private void UseSlots(int count)
    {
        if (count > _slots.Length)
            _slots = new ulong[count];
        else
            Array.Clear(_slots, 0, Math.Max(count, _mask + 1));
        _mask = count - 1;
    }

    // Without the seed: who gets an entry of its own after many probes must not depend on the process.
    private static uint HashOf(ReadOnlySpan<byte> value) => unchecked((uint)ByteHash.Finish(ByteHash.Add(0, value)));

    private static ulong Taken(uint hash, int number) => ((ulong)hash << 32) | (uint)(number + 1);
}
