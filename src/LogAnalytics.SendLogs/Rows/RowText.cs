using System.Buffers;
using System.Buffers.Text;

namespace LogAnalytics.SendLogs.Rows;

/// <summary>
/// Writes a row as Exchange does: nine columns in the documented order, a field quoted only if it holds a comma or a double quote, inner
/// quotes doubled. The inverse of <see cref="SendLogRow.TryParse"/> for every row with <see cref="SendLogRow.IsPlain"/>.
/// </summary>
public static class RowText
{
    /// <summary>Appends the row without a line end.</summary>
    public static void Append(IBufferWriter<byte> target, in SendLogRow row)
    {
        AppendTime(target, row.TimeMicros);
        AppendField(target, row.ConnectorId);
        AppendField(target, row.SessionId);
        target.Write(","u8);
        Span<byte> digits = target.GetSpan(11);
        Utf8Formatter.TryFormat(row.SequenceNumber, digits, out int length);
        target.Advance(length);
        AppendField(target, row.LocalEndpoint);
        AppendField(target, row.RemoteEndpoint);
        AppendField(target, row.Event);
        AppendField(target, row.Data);
        AppendField(target, row.Context);
    }

    /// <summary>Is the field spelled the way that <see cref="Append"/> would write its value.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> field, ReadOnlySpan<byte> value)
    {
        if (!NeedsQuotes(value))
            return field.Length == value.Length;
        if (field.Length < value.Length + 2 || field[0] != (byte)'"')
            return false;
        int at = 1;
        foreach (byte b in value)
        {
            if (at >= field.Length || field[at++] != b)
                return false;
            if (b == (byte)'"' && (at >= field.Length || field[at++] != (byte)'"'))
                return false;
        }

        return at == field.Length - 1 && field[at] == (byte)'"';
    }

    private static bool NeedsQuotes(ReadOnlySpan<byte> value) => value.IndexOfAny((byte)',', (byte)'"') >= 0;

    // 2026-03-12T06:15:13.482Z
    private static void AppendTime(IBufferWriter<byte> target, long micros)
    {
        Span<byte> text = target.GetSpan(LogTime.Length);
        LogTime.Format(micros, text);
        target.Advance(LogTime.Length);
    }

    private static void AppendField(IBufferWriter<byte> target, ReadOnlySpan<byte> value)
    {
        target.Write(","u8);
        if (!NeedsQuotes(value))
        {
            target.Write(value);
            return;
        }

        target.Write("\""u8);
        for (int quote = value.IndexOf((byte)'"'); quote >= 0; quote = value.IndexOf((byte)'"'))
        {
            target.Write(value[..(quote + 1)]);
            target.Write("\""u8);
            value = value[(quote + 1)..];
        }

        target.Write(value);
        target.Write("\""u8);
    }
}
