using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>
/// A row as it waits for the rest of its session: numbers, and what its texts do not share with other rows. Connector and endpoints are
/// its session's, event, data and context those of a <see cref="LogText"/>; a row that differs carries its own.
/// </summary>
public readonly struct StoredRow
{
    // Where the parameters begin and end in the session's bytes, and behind them the row's own texts.
    private readonly int _start;
    private readonly int _firstEnd;
    private readonly int _secondEnd;
    private readonly int _thirdEnd;

    internal StoredRow(
        SessionRows session, in RowCursor place, int text, RowFrame frame, int start, int firstEnd, int secondEnd, int thirdEnd)
    {
        Session = session;
        TimeMicros = place.TimeMicros;
        LineNumber = place.LineNumber;
        ByteOffset = place.ByteOffset;
        FileRank = place.FileRank;
        SequenceNumber = place.SequenceNumber;
        TextNumber = text;
        Frame = frame;
        (_start, _firstEnd, _secondEnd, _thirdEnd) = (start, firstEnd, secondEnd, thirdEnd);
    }

    /// <summary>The rows that it stands among.</summary>
    public SessionRows Session { get; }

    public long TimeMicros { get; }

    public long LineNumber { get; }

    public long ByteOffset { get; }

    /// <summary>Rank of the row's file among the files of its server and service.</summary>
    public int FileRank { get; }

    public int SequenceNumber { get; }

    /// <summary>Number of its texts; <see cref="LogTexts.None"/> where it carries them itself.</summary>
    public int TextNumber { get; }

    /// <summary>Where it stands.</summary>
    public RowPlace Place => new(FileRank, LineNumber);

    public bool HasParameters => _thirdEnd > _start;

    public TextParameters Parameters => new()
    {
        First = Session.Bytes.Slice(_start, _firstEnd - _start),
        Second = Session.Bytes.Slice(_firstEnd, _secondEnd - _firstEnd),
        Third = Session.Bytes.Slice(_secondEnd, _thirdEnd - _secondEnd),
    };

    /// <summary>The mailbox or message id, ASCII; empty where the row has none as a parameter.</summary>
    public ReadOnlyMemory<byte> SecondParameter => Session.MemoryOf(_firstEnd, _secondEnd - _firstEnd);

    /// <summary>Event, data and context, less the parameters.</summary>
    public LogText Text => TextNumber >= 0 ? Session.Texts[TextNumber] : new LogText(LogTexts.None, OwnText(3).Span, OwnText(4).Span, OwnText(5).Span);

    public bool IsDisconnect => TextNumber >= 0 ? Session.Texts[TextNumber].IsDisconnect : OwnText(3).Span is [(byte)'-'];

    public ReadOnlyMemory<byte> SessionId => Session.SessionId;

    public ReadOnlyMemory<byte> ConnectorId => IsFramed ? Session.ConnectorId : OwnText(0);

    public ReadOnlyMemory<byte> LocalEndpoint => !IsFramed ? OwnText(1) : HasLocal ? Session.LocalEndpoint : default;

    public ReadOnlyMemory<byte> RemoteEndpoint => IsFramed ? Session.RemoteEndpoint : OwnText(2);

    public ReadOnlyMemory<byte> Event => TextNumber >= 0 ? Session.Texts[TextNumber].Event : OwnText(3);

    public ReadOnlyMemory<byte> Data => TextNumber >= 0 ? Session.Texts[TextNumber].DataWith(Parameters) : OwnText(4);

    public ReadOnlyMemory<byte> Context => TextNumber >= 0 ? Session.Texts[TextNumber].ContextWith(Parameters) : OwnText(5);

    /// <summary>Connector and remote endpoint are the session's; the local endpoint may be empty all the same.</summary>
    public bool IsFramed => (Frame & RowFrame.Own) == 0;

    public bool HasLocalEndpoint => IsFramed ? HasLocal : OwnText(1).Length > 0;

    private RowFrame Frame { get; }

    private bool HasLocal => (Frame & RowFrame.HasLocal) != 0;

    /// <summary>Of all its fields (see <see cref="SessionRows.LongBytes"/>).</summary>
    public int FieldBytes =>
        SessionId.Length + ConnectorId.Length + LocalEndpoint.Length + RemoteEndpoint.Length
        + (TextNumber >= 0 ? Session.Texts[TextNumber].LengthWith(Parameters) : OwnText(3).Length + OwnText(4).Length + OwnText(5).Length);

    public SendLogRow ToRow() => new()
    {
        TimeMicros = TimeMicros,
        SequenceNumber = SequenceNumber,
        ConnectorId = ConnectorId.Span,
        SessionId = SessionId.Span,
        LocalEndpoint = LocalEndpoint.Span,
        RemoteEndpoint = RemoteEndpoint.Span,
        Event = Event.Span,
        Data = Data.Span,
        Context = Context.Span,
    };

    /// <summary>How many rows at the start are of one file; at least one.</summary>
    public static int CountOfFirstFile(ReadOnlySpan<StoredRow> rows)
    {
        int count = 1;
        while (count < rows.Length && rows[count].FileRank == rows[0].FileRank)
            count++;
        return count;
    }

    /// <summary>A row that stands alone.</summary>
    public static StoredRow Of(in SendLogRow row, LinePosition position, int fileRank)
    {
        SessionRows session = new(new LogTexts(), row.SessionId.ToArray());
        session.Add(row, position, fileRank);
        return session.ToArray()[0];
    }

    // Connector, local endpoint, remote endpoint, event, data, context of a row that carries its own.
    private ReadOnlyMemory<byte> OwnText(int index) => Session.OwnText(_thirdEnd, index);
}
