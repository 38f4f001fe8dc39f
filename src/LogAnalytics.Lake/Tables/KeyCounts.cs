using System.Runtime.InteropServices;

namespace LogAnalytics.Lake.Tables;

/// <summary>What is counted for each key, numbered in the order in which the keys were first met.</summary>
/// <param name="keep">Gives a key that outlives the rows which it was read from.</param>
internal sealed class KeyCounts<TKey, TCount>(Func<TKey, TKey> keep)
    where TKey : notnull
    where TCount : struct
{
    private readonly Dictionary<TKey, int> _numbers = [];
    private readonly List<(TKey Key, TCount Count)> _entries = [];

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<(TKey Key, TCount Count)> Entries => _entries;

    /// <summary>The key's count, to be added to at once: the next key may move it.</summary>
    public ref TCount Of(TKey key, out int number)
    {
        if (!_numbers.TryGetValue(key, out number))
        {
            number = _entries.Count;
            TKey kept = keep(key);
            _numbers.Add(kept, number);
            _entries.Add((kept, default));
        }

        return ref CollectionsMarshal.AsSpan(_entries)[number].Count;
    }

    public void Clear()
    {
        _numbers.Clear();
        _entries.Clear();
    }
}
