using LogAnalytics.SendLogs.Lines;

namespace LogAnalytics.SendLogs.Rows;

/// <summary>One row of a Send log as spans into the reader's buffer; quotes are already taken off.</summary>
public ref struct SendLogRow
{
    public long TimeMicros;
    public int SequenceNumber;
    public ReadOnlySpan<byte> ConnectorId;
    public ReadOnlySpan<byte> SessionId;
    public ReadOnlySpan<byte> LocalEndpoint;
    public ReadOnlySpan<byte> RemoteEndpoint;
    public ReadOnlySpan<byte> Event;
    public ReadOnlySpan<byte> Data;
    public ReadOnlySpan<byte> Context;

    /// <summary>The line is what <see cref="RowText"/> makes of this row: its bytes need not be kept.</summary>
    public bool IsPlain;

    /// <summary>Reads a line without its line end; false with a reason if it is no row.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, FieldMap map, out SendLogRow row, out RejectReason reason)
    {
        row = default;
        reason = RejectReason.TooFewFields;
        if (map.MissingColumn is not null)
            return false;
        const int maxColumns = 64;
        Span<Range> ranges = stackalloc Range[maxColumns];
        int count = FieldScanner.Scan(line, ranges);
        if (count < 0 || count < map.ColumnCount || count > map.ColumnCount || count > maxColumns)
        {
            // Whole rows wrapped in one pair of quotes were seen in the wild: "2026-…,""data"",".
            if (count == 1 && line.Length > 2 && line[0] == (byte)'"')
            {
                bool isRow = TryParse(FieldScanner.Unquote(line), map, out row, out reason);
                row.IsPlain = false;
                return isRow;
            }

            reason = Why(line, count, map.ColumnCount);
            return false;
        }

        ReadOnlySpan<int> at = map.Positions;
        // A row behind a run of NULs has no time that can be read.
        reason = RejectReason.BadTime;
        if (!LogTime.TryParse(FieldScanner.Unquote(line[ranges[at[(int)Field.Time]]]), out row.TimeMicros))
        {
            if (line.Contains((byte)0))
                reason = RejectReason.NulBytes;
            return false;
        }

        reason = RejectReason.BadSequenceNumber;
        if (!TryNumber(FieldScanner.Unquote(line[ranges[at[(int)Field.SequenceNumber]]]), out row.SequenceNumber))
            return false;
        row.SessionId = FieldScanner.Unquote(line[ranges[at[(int)Field.SessionId]]]);
        reason = RejectReason.NoSessionId;
        if (row.SessionId.IsEmpty)
            return false;
        row.ConnectorId = FieldScanner.Unquote(line[ranges[at[(int)Field.ConnectorId]]]);
        row.LocalEndpoint = FieldScanner.Unquote(line[ranges[at[(int)Field.LocalEndpoint]]]);
        row.RemoteEndpoint = FieldScanner.Unquote(line[ranges[at[(int)Field.RemoteEndpoint]]]);
        row.Event = FieldScanner.Unquote(line[ranges[at[(int)Field.Event]]]);
        row.Data = FieldScanner.Unquote(line[ranges[at[(int)Field.Data]]]);
        row.Context = FieldScanner.Unquote(line[ranges[at[(int)Field.Context]]]);
        row.IsPlain = map == FieldMap.Documented && IsPlainNumber(line[ranges[at[(int)Field.SequenceNumber]]]) && HasPlainFields(line, ranges, row);
        return true;
    }

    // Without a quote anywhere the fields were split at every comma, so none holds one.
    private static bool HasPlainFields(ReadOnlySpan<byte> line, ReadOnlySpan<Range> ranges, in SendLogRow row) =>
        line.IndexOf((byte)'"') < 0
        || (line[ranges[(int)Field.Time]].Length == LogTime.Length
            && RowText.IsPlain(line[ranges[(int)Field.ConnectorId]], row.ConnectorId)
            && RowText.IsPlain(line[ranges[(int)Field.SessionId]], row.SessionId)
            && RowText.IsPlain(line[ranges[(int)Field.LocalEndpoint]], row.LocalEndpoint)
            && RowText.IsPlain(line[ranges[(int)Field.RemoteEndpoint]], row.RemoteEndpoint)
            && RowText.IsPlain(line[ranges[(int)Field.Event]], row.Event)
            && RowText.IsPlain(line[ranges[(int)Field.Data]], row.Data)
            && RowText.IsPlain(line[ranges[(int)Field.Context]], row.Context));

    // No sign, no zeros in front, no quotes.
    private static bool IsPlainNumber(ReadOnlySpan<byte> field) =>
        field[0] is >= (byte)'1' and <= (byte)'9' || (field.Length == 1 && field[0] == (byte)'0');

    private static RejectReason Why(ReadOnlySpan<byte> line, int count, int wanted)
    {
        if (line.Contains((byte)0))
            return RejectReason.NulBytes;
        if (count < 0)
            return RejectReason.OpenQuote;
        return count < wanted ? RejectReason.TooFewFields : RejectReason.TooManyFields;
    }

    private static bool TryNumber(ReadOnlySpan<byte> text, out int value) =>
        System.Buffers.Text.Utf8Parser.TryParse(text, out value, out int used) && used == text.Length && value >= 0;
}
