using System.Runtime.InteropServices;

namespace LogAnalytics.Lake.Restoring;

/// <summary>Line numbers of one file, a bit each: every line of a log can be odd.</summary>
public sealed class LineSet
{
    // Only the words that have a line: a number from a damaged table asks for no room.
    private readonly Dictionary<long, ulong> _words = [];

    public void Add(long line) => CollectionsMarshal.GetValueRefOrAddDefault(_words, line >> 6, out _) |= BitOf(line);

    public bool Contains(long line) => (_words.GetValueOrDefault(line >> 6) & BitOf(line)) != 0;

    private static ulong BitOf(long line) => 1UL << (int)(line & 63);
}
