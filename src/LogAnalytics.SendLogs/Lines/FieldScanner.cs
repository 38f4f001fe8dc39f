namespace LogAnalytics.SendLogs.Lines;

/// <summary>Splits one line at its commas; quotes as in RFC 4180 (a field is quoted only if it holds a comma or a quote).</summary>
public static class FieldScanner
{
    /// <summary>
    /// Fills <paramref name="fields"/> with the range of each field, quotes included, and returns how many there are;
    /// -1 if a quote is left open. Fields beyond the span are counted, not stored.
    /// </summary>
    public static int Scan(ReadOnlySpan<byte> line, Span<Range> fields)
    {
        int count = 0;
        int start = 0;
        while (true)
        {
            int end;
            if (start < line.Length && line[start] == (byte)'"')
            {
                end = EndOfQuoted(line, start);
                if (end < 0)
                    return -1;
            }
            else
            {
                int comma = line[start..].IndexOf((byte)',');
                end = comma < 0 ? line.Length : start + comma;
            }

            if (count < fields.Length)
                fields[count] = start..end;
            count++;
            if (end >= line.Length)
                return count;
            start = end + 1;
        }
    }

    /// <summary>The field's bytes without the enclosing quotes; doubled quotes inside are single.</summary>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> field)
    {
        if (field.Length < 2 || field[0] != (byte)'"')
            return field;
        int quote = field[1..].IndexOf((byte)'"') + 1;
        return quote == field.Length - 1 ? field[1..^1] : UnquoteByBytes(field);
    }

    // Doubled quotes inside, or text behind the closing quote, which is kept as it is.
    private static ReadOnlySpan<byte> UnquoteByBytes(ReadOnlySpan<byte> field)
    {
        byte[] plain = new byte[field.Length];
        int length = 0;
        for (int i = 1; i < field.Length; i++)
        {
            if (field[i] != (byte)'"')
            {
                plain[length++] = field[i];
            }
            else if (i + 1 < field.Length && field[i + 1] == (byte)'"')
            {
                plain[length++] = field[i++];
            }
            else
            {
                ReadOnlySpan<byte> tail = field[(i + 1)..];
                tail.CopyTo(plain.AsSpan(length));
                return plain.AsSpan(0, length + tail.Length);
            }
        }

        // Never closed: no quoting at all.
        return field;
    }

    // The comma (or the end of the line) after the closing quote; -1 if the quote never closes.
    private static int EndOfQuoted(ReadOnlySpan<byte> line, int start)
    {
        int position = start + 1;
        while (true)
        {
            int quote = line[position..].IndexOf((byte)'"');
            if (quote < 0)
                return -1;
            position += quote + 1;
            if (position < line.Length && line[position] == (byte)'"')
            {
                position++;
                continue;
            }

            int comma = line[position..].IndexOf((byte)',');
            return comma < 0 ? line.Length : position + comma;
        }
    }
}
