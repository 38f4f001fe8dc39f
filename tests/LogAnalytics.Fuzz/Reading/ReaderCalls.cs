using System.Text;
using System.Text.Json;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Fuzz.Reading;

/// <summary>Every call of the reader and what it says at the end, as text: two ways of reading agree if their texts do.</summary>
internal sealed class ReaderCalls : ILogLineSink
{
    private readonly StringBuilder _text = new();

    public static string Of(Stream stream, bool tailMayGrow, int maxLineBytes, bool isStrict)
    {
        ReaderCalls calls = new();
        SendLogReader reader = new(calls, maxLineBytes, isStrict);
        reader.Read(stream, tailMayGrow, CancellationToken.None);
        return calls._text.Append(JsonSerializer.Serialize(reader.Account)).Append(reader.UsualEnd).Append(reader.RefusedBecause).ToString();
    }

    public void OnRow(in SendLogRow row, LinePosition position)
    {
        Append("row", position).Append(row.IsPlain).Append(row.TimeMicros).Append(' ').Append(row.SequenceNumber);
        Append(row.ConnectorId);
        Append(row.SessionId);
        Append(row.LocalEndpoint);
        Append(row.RemoteEndpoint);
        Append(row.Event);
        Append(row.Data);
        Append(row.Context);
    }

    public void OnReject(RejectReason reason, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
    {
        Append("reject", position).Append(reason).Append(end);
        Append(text);
    }

    public void OnKept(KeptKind kind, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
    {
        Append("kept", position).Append(kind).Append(end);
        Append(text);
    }

    private StringBuilder Append(string call, LinePosition position) =>
        _text.Append('\n').Append(call).Append(' ').Append(position.LineNumber).Append(' ').Append(position.ByteOffset).Append(' ');

    private void Append(ReadOnlySpan<byte> text) => _text.Append(" |").Append(Encoding.Latin1.GetString(text)).Append('|').Append(text.Length);
}
