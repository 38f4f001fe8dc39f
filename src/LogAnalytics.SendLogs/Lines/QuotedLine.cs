namespace LogAnalytics.SendLogs.Lines;

/// <summary>
/// A line of nine fields of which some are quoted, as Exchange quotes: from the first to the last byte of a field that holds a comma or a
/// quote, and no other. Read off the index of its block.
/// </summary>
internal ref struct QuotedLine(Span<int> ends)
{
    /// <summary>Fields of a row.</summary>
    public const int FieldCount = 9;

    /// <summary>The comma, at last the line feed, behind each field.</summary>
    public readonly Span<int> Ends = ends;

    /// <summary>A bit for each field that is quoted.</summary>
    public int Quoted;

    /// <summary>A bit for each field that holds doubled quotes.</summary>
    public int Doubled;

    /// <summary>How many positions of the index belong to the line.</summary>
    public int Length;

    /// <summary>False if the line is anything else; then only the strict reading can tell.</summary>
    public bool TryRead(ReadOnlySpan<byte> block, int start, ReadOnlySpan<int> index)
    {
        Quoted = 0;
        Doubled = 0;
        int at = 0;
        for (int field = 0; field < FieldCount; field++)
        {
            if (at >= index.Length)
                return false;
            int end = index[at++];
            if (block[end] == (byte)'"')
            {
                if (end != start || !TryClose(block, index, ref at, out bool hasDoubled))
                    return false;
                Quoted |= 1 << field;
                Doubled |= (hasDoubled ? 1 : 0) << field;
                end = index[at++];
            }

            if (block[end] != (field == FieldCount - 1 ? (byte)'\n' : (byte)','))
                return false;
            Ends[field] = end;
            start = end + 1;
        }

        Length = at;
        return true;
    }

    // From behind the opening quote to what follows the closing one, which must be the end of the field.
    private static bool TryClose(ReadOnlySpan<byte> block, ReadOnlySpan<int> index, ref int at, out bool hasDoubled)
    {
        hasDoubled = false;
        bool hasComma = false;
        for (; at < index.Length - 1; at++)
        {
            int position = index[at];
            if (block[position] == (byte)'\n')
                return false;
            if (block[position] == (byte)',')
            {
                hasComma = true;
                continue;
            }

            int next = index[at + 1];
            if (block[next] == (byte)'"' && next == position + 1)
            {
                hasDoubled = true;
                at++;
                continue;
            }

            at++;
            return (hasComma || hasDoubled) && (next == position + 1 || (next == position + 2 && block[position + 1] == (byte)'\r' && block[next] == (byte)'\n'));
        }

        return false;
    }
}
