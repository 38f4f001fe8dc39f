using System.Buffers.Binary;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Where the sessions of one server and service are that did not begin and end within one day: rows that come later may belong to
/// them, whatever day they are of. All other sessions are found by the day of their rows. As numbers and bytes in few arrays, some
/// forty bytes each: a server that is down leaves millions.
/// </summary>
public sealed class OpenSessions
{
    private const int EntriesPerChunk = 1 << 14;
    private const int BytesPerChunk = 1 << 20;

    private readonly List<Entry[]> _entries = [];
    private readonly List<byte[]> _ids = [];
    private int _count;
    private int _idBytesUsed;

    // Open addressing: number + 1 of the entry; 0 where free. At most half full.
    private int[] _slots = new int[256];

    /// <summary>In order of session id.</summary>
    public IEnumerable<OpenSession> All
    {
        get
        {
            int[] byId = [.. Enumerable.Range(0, _count).Where(i => EntryAt(i).IsWritten)];
            Array.Sort(byId, (a, b) => IdOf(EntryAt(a)).SequenceCompareTo(IdOf(EntryAt(b))));
            return byId.Select(i => new OpenSession(IdOf(EntryAt(i)).ToArray(), EntryAt(i).Day, EntryAt(i).LastDay));
        }
    }

    public bool TryGetDay(ReadOnlySpan<byte> sessionId, out int day)
    {
        int number = Find(sessionId, out _);
        bool isFound = number >= 0 && EntryAt(number).IsWritten;
        day = isFound ? EntryAt(number).Day : 0;
        return isFound;
    }

    public void Add(OpenSession session) => Set(session, State.Written);

    /// <summary>The session will be in a unit that is not written yet: not to be found before <see cref="AddPlaced"/>.</summary>
    public void Place(OpenSession session)
    {
        // Of two units the later one is written last.
        int number = Find(session.SessionId, out _);
        if (number < 0 || EntryAt(number).State != State.Placed || EntryAt(number).Day <= session.Day)
            Set(session, State.Placed);
    }

    /// <summary>The sessions placed in a day are being written.</summary>
    public void AddPlaced(int day) => Change(day, State.Placed, State.Written);

    /// <summary>The unit is read back and will be written again.</summary>
    public void RemoveUnit(int day) => Change(day, State.Written, State.Unknown);

    /// <summary>Units before a day that hold rows of that day or later.</summary>
    public IEnumerable<int> UnitsReaching(int day) =>
        Enumerable.Range(0, _count).Select(i => EntryAt(i)).Where(entry => entry.IsWritten && entry.Day < day && entry.LastDay >= day).Select(entry => entry.Day).Distinct();

    private void Set(OpenSession session, State state)
    {
        ref Entry entry = ref EntryOf(session.SessionId);
        (entry.State, entry.Day, entry.LastDay) = (state, session.Day, session.LastDay);
    }

    private void Change(int day, State from, State to)
    {
        for (int i = 0; i < _count; i++)
        {
            ref Entry entry = ref EntryAt(i);
            if (entry.State == from && entry.Day == day)
                entry.State = to;
        }
    }

    private ref Entry EntryAt(int number) => ref _entries[number / EntriesPerChunk][number % EntriesPerChunk];

    // Behind its length.
    private ReadOnlySpan<byte> IdOf(in Entry entry)
    {
        ReadOnlySpan<byte> chunk = _ids[entry.IdChunk].AsSpan(entry.IdStart);
        return chunk.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(chunk));
    }

    private ref Entry EntryOf(ReadOnlySpan<byte> sessionId)
    {
        int number = Find(sessionId, out int slot);
        if (number >= 0)
            return ref EntryAt(number);
        if (_count % EntriesPerChunk == 0)
            _entries.Add(new Entry[EntriesPerChunk]);
        number = _count++;
        ref Entry entry = ref EntryAt(number);
        entry = Keep(sessionId);
        _slots[slot] = number + 1;
        if (_count * 2L > _slots.Length)
            Enlarge();
        return ref entry;
    }

    private Entry Keep(ReadOnlySpan<byte> sessionId)
    {
        int length = sizeof(int) + sessionId.Length;
        if (_ids.Count == 0 || _ids[^1].Length - _idBytesUsed < length)
        {
            _ids.Add(new byte[Math.Max(BytesPerChunk, length)]);
            _idBytesUsed = 0;
        }

        Span<byte> free = _ids[^1].AsSpan(_idBytesUsed);
        BinaryPrimitives.WriteInt32LittleEndian(free, sessionId.Length);
        sessionId.CopyTo(free[sizeof(int)..]);
        Entry entry = new() { IdChunk = _ids.Count - 1, IdStart = _idBytesUsed };
        _idBytesUsed += length;
        return entry;
    }

    // Number of the entry, or -1 and the slot for it.
    private int Find(ReadOnlySpan<byte> sessionId, out int slot)
    {
        int mask = _slots.Length - 1;
        slot = ByteHash.Of(sessionId) & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (IdOf(EntryAt(_slots[slot] - 1)).SequenceEqual(sessionId))
                return _slots[slot] - 1;
        }

        return -1;
    }

    private void Enlarge()
    {
        _slots = new int[_slots.Length * 2];
        for (int i = 0; i < _count; i++)
        {
            Find(IdOf(EntryAt(i)), out int slot);
            _slots[slot] = i + 1;
        }
    }

    private enum State : byte
    {
        Unknown,
        Placed,
        Written,
    }

    private struct Entry
    {
        public int IdStart;
        public int Day;
        public int LastDay;
        private int _chunkAndState;

        public int IdChunk
        {
            readonly get => _chunkAndState >> 2;
            init => _chunkAndState = value << 2;
        }

        public State State
        {
            readonly get => (State)(_chunkAndState & 3);
            set => _chunkAndState = (_chunkAndState & ~3) | (int)value;
        }

        public readonly bool IsWritten => State == State.Written;
    }
}

/// <summary>A session that is not whole, or not of one day.</summary>
/// <param name="Day">Of the unit that holds it: days since 1970.</param>
/// <param name="LastDay">Of its last row.</param>
public sealed record OpenSession(byte[] SessionId, int Day, int LastDay);
