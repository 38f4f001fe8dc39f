using System.Globalization;
using System.Text;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Ids of the whole sessions of a day, eight bytes each: exact for the ids that Exchange writes (16 hex digits), a 64-bit hash for others.
/// </summary>
public sealed class SessionIdSet
{
    private readonly HashSet<ulong> _keys = [];

    public void Add(ReadOnlySpan<byte> sessionId) => _keys.Add(KeyOf(sessionId));

    public bool Contains(ReadOnlySpan<byte> sessionId) => _keys.Contains(KeyOf(sessionId));

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
