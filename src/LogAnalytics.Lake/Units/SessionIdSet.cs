using System.Globalization;
using System.Text;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Ids of the whole sessions of a day, eight bytes each: exact for the ids that Exchange writes (16 hex digits), a 64-bit hash for others.
/// </summary>
public sealed class SessionIdSet
{
    // Open addressing, at most two thirds full; 0 where free.
    private ulong[] _slots = new ulong[64];
    private bool _hasZero;
    private int _count;

    public void Add(ReadOnlySpan<byte> sessionId)
    {
        ulong key = KeyOf(sessionId);
        if (key == 0)
            _hasZero = true;
        else if (Put(_slots, key) && ++_count * 3L > _slots.Length * 2L)
            Grow();
    }

    public bool Contains(ReadOnlySpan<byte> sessionId)
    {
        ulong key = KeyOf(sessionId);
        return key == 0 ? _hasZero : _slots[SlotOf(_slots, key)] == key;
    }

    private void Grow()
    {
        ulong[] larger = new ulong[_slots.Length * 2];
        foreach (ulong key in _slots.Where(key => key != 0))
            Put(larger, key);
        _slots = larger;
    }

    private static bool Put(ulong[] slots, ulong key)
    {
        int slot = SlotOf(slots, key);
        bool isNew = slots[slot] == 0;
        slots[slot] = key;
        return isNew;
    }

    // The key's slot, or the free one where it belongs.
    private static int SlotOf(ulong[] slots, ulong key)
    {
        int mask = slots.Length - 1;
        // Ids count up: spread by Fibonacci hashing.
        int slot = (int)(unchecked(key * 0x9E3779B97F4A7C15) >> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != key)
            slot = (slot + 1) & mask;
        return slot;
    }

    private static ulong KeyOf(ReadOnlySpan<byte> sessionId)
    {
        if (sessionId.Length == 16 && Ascii.IsValid(sessionId) && ulong.TryParse(sessionId, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number))
            return number;
        // FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/
        ulong hash = 14695981039346656037;
        foreach (byte b in sessionId)
            hash = unchecked((hash ^ b) * 1099511628211);
        return hash;
    }
}
