using System.Buffers.Binary;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>
/// A row as it waits for the rest of its session: numbers, and what its texts do not share with other rows. Connector and endpoints are
/// its session's, event, data and context those of a <see cref="LogText"/>; a row that differs carries its own. The same layout is used
/// in memory and in spill files, so a session is moved by copying bytes.
/// </summary>
public readonly struct StoredRow(byte[] block, int start, SessionRows session)
{
    private const int TimeAt = 4;
    private const int LineAt = 12;
    private const int OffsetAt = 20;
    private const int FileAt = 28;
    private const int SequenceAt = 32;
    private const int TextAt = 36;
    private const int FirstEndAt = 40;
    private const int SecondEndAt = 44;
    private const int ThirdEndAt = 48;
    private const int FrameAt = 52;
    private const int HeadBytes = 53;

    /// <summary>The rows that it stands among.</summary>
    public SessionRows Session => session;

    public long TimeMicros => BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(start + TimeAt));

    public long LineNumber => BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(start + LineAt));

    public long ByteOffset => BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(start + OffsetAt));

    /// <summary>Rank of the row's file among the files of its server and service, in canonical order.</summary>
    public int FileRank => Number(FileAt);

    public int SequenceNumber => Number(SequenceAt);

    /// <summary>Number of its texts; <see cref="LogTexts.None"/> where it carries them itself.</summary>
    public int TextNumber => Number(TextAt);

    public TextParameters Parameters
    {
        get
        {
            ReadOnlySpan<byte> record = block.AsSpan(start);
            int first = Number(FirstEndAt);
            int second = Number(SecondEndAt);
            return new TextParameters { First = record[HeadBytes..first], Second = record[first..second], Third = record[second..Number(ThirdEndAt)] };
        }
    }

    /// <param name="index">0 to 2.</param>
    public ReadOnlyMemory<byte> Parameter(int index) =>
        Piece(index == 0 ? HeadBytes : Number(FirstEndAt + ((index - 1) * sizeof(int))), Number(FirstEndAt + (index * sizeof(int))));

    /// <summary>Event, data and context, less the parameters.</summary>
    public LogText Text => TextNumber >= 0 ? session.Texts[TextNumber] : new LogText(LogTexts.None, OwnText(3).Span, OwnText(4).Span, OwnText(5).Span);

    public bool IsDisconnect => TextNumber >= 0 ? session.Texts[TextNumber].IsDisconnect : OwnText(3).Span is [(byte)'-'];

    /// <summary>Connector and endpoints are those of the session; the local endpoint may be empty all the same.</summary>
    public bool IsFramed => (Frame & RowFrame.Own) == 0;

    public ReadOnlyMemory<byte> SessionId => session.SessionId;

    public ReadOnlyMemory<byte> ConnectorId => IsFramed ? session.ConnectorId : OwnText(0);

    public ReadOnlyMemory<byte> LocalEndpoint => !IsFramed ? OwnText(1) : (Frame & RowFrame.HasLocal) != 0 ? session.LocalEndpoint : default;

    public ReadOnlyMemory<byte> RemoteEndpoint => IsFramed ? session.RemoteEndpoint : OwnText(2);

    public ReadOnlyMemory<byte> Event => TextNumber >= 0 ? session.Texts[TextNumber].Event : OwnText(3);

    public ReadOnlyMemory<byte> Data => TextNumber >= 0 ? session.Texts[TextNumber].DataWith(Parameters) : OwnText(4);

    public ReadOnlyMemory<byte> Context => TextNumber >= 0 ? session.Texts[TextNumber].ContextWith(Parameters) : OwnText(5);

    internal RowFrame Frame => (RowFrame)block[start + FrameAt];

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

    /// <summary>A row that stands alone.</summary>
    public static StoredRow Of(in SendLogRow row, LinePosition position, int fileRank)
    {
        SessionRows session = new(new LogTexts(), row.SessionId.ToArray());
        session.Add(row, position, fileRank);
        return session.ToArray()[0];
    }

    /// <summary>Length of the record that starts here.</summary>
    public static int RecordLength(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32LittleEndian(record);

    /// <summary>A copy of the record that stands elsewhere.</summary>
    public static void SetPlace(Span<byte> record, LinePosition position, int fileRank)
    {
        BinaryPrimitives.WriteInt64LittleEndian(record[LineAt..], position.LineNumber);
        BinaryPrimitives.WriteInt64LittleEndian(record[OffsetAt..], position.ByteOffset);
        BinaryPrimitives.WriteInt32LittleEndian(record[FileAt..], fileRank);
    }

    /// <summary>Bytes of a record.</summary>
    internal static int SizeOf(in SendLogRow row, int text, in TextParameters parameters, RowFrame frame)
    {
        int size = HeadBytes + parameters.First.Length + parameters.Second.Length + parameters.Third.Length;
        if ((frame & RowFrame.Own) == 0 && text >= 0)
            return size;
        return size + (6 * sizeof(int)) + row.ConnectorId.Length + row.LocalEndpoint.Length + row.RemoteEndpoint.Length
            + (text >= 0 ? 0 : row.Event.Length + row.Data.Length + row.Context.Length);
    }

    internal static void Write(
        Span<byte> target, in SendLogRow row, LinePosition position, int fileRank, int text, in TextParameters parameters, RowFrame frame)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, target.Length);
        BinaryPrimitives.WriteInt64LittleEndian(target[TimeAt..], row.TimeMicros);
        SetPlace(target, position, fileRank);
        BinaryPrimitives.WriteInt32LittleEndian(target[SequenceAt..], row.SequenceNumber);
        BinaryPrimitives.WriteInt32LittleEndian(target[TextAt..], text);
        target[FrameAt] = (byte)frame;
        int at = HeadBytes;
        Put(target, FirstEndAt, parameters.First, ref at);
        Put(target, SecondEndAt, parameters.Second, ref at);
        Put(target, ThirdEndAt, parameters.Third, ref at);
        if ((frame & RowFrame.Own) == 0 && text >= 0)
            return;
        int ends = at;
        at += 6 * sizeof(int);
        Put(target, ends, row.ConnectorId, ref at);
        Put(target, ends + 4, row.LocalEndpoint, ref at);
        Put(target, ends + 8, row.RemoteEndpoint, ref at);
        Put(target, ends + 12, text >= 0 ? [] : row.Event, ref at);
        Put(target, ends + 16, text >= 0 ? [] : row.Data, ref at);
        Put(target, ends + 20, text >= 0 ? [] : row.Context, ref at);
    }

    private static void Put(Span<byte> target, int endAt, ReadOnlySpan<byte> text, ref int at)
    {
        text.CopyTo(target[at..]);
        at += text.Length;
        BinaryPrimitives.WriteInt32LittleEndian(target[endAt..], at);
    }

    private int Number(int at) => BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(start + at));

    private ReadOnlyMemory<byte> Piece(int from, int to) => block.AsMemory(start + from, to - from);

    // Connector, local endpoint, remote endpoint, event, data, context of a row that carries its own.
    private ReadOnlyMemory<byte> OwnText(int index)
    {
        int ends = Number(ThirdEndAt);
        int from = index == 0 ? ends + (6 * sizeof(int)) : Number(ends + ((index - 1) * sizeof(int)));
        return Piece(from, Number(ends + (index * sizeof(int))));
    }
}

/// <summary>Whose connector and endpoints a row has.</summary>
[Flags]
public enum RowFrame : byte
{
    /// <summary>The session's, before the connection stands: no local endpoint.</summary>
    Session = 0,

    /// <summary>The session's local endpoint too.</summary>
    HasLocal = 1,

    /// <summary>The row carries its own.</summary>
    Own = 2,
}
