using System.Text;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Conversion;

/// <summary>Reads the rows of written units back as sessions, so that late rows meet them in the same spool.</summary>
public static class EventsReplay
{
    /// <param name="rankOf">File id → rank; -1 for files whose rows are read anew.</param>
    public static async IAsyncEnumerable<SessionRows> ReadAsync(string path, Func<string, int> rankOf)
    {
        await foreach (TableRows group in TableReader.ReadAsync(path).ConfigureAwait(false))
        {
            string?[] connector = await group.TextAsync("connector_id").ConfigureAwait(false);
            string?[] session = await group.TextAsync("session_id").ConfigureAwait(false);
            int[] sequence = await group.IntAsync("sequence_number").ConfigureAwait(false);
            long[] time = await group.TimeAsync("time").ConfigureAwait(false);
            string?[] local = await group.TextAsync("local_endpoint").ConfigureAwait(false);
            string?[] remote = await group.TextAsync("remote_endpoint").ConfigureAwait(false);
            string?[] logEvent = await group.TextAsync("event").ConfigureAwait(false);
            string?[] data = await group.TextAsync("data").ConfigureAwait(false);
            string?[] context = await group.TextAsync("context").ConfigureAwait(false);
            byte[]?[] dataRaw = await group.BytesAsync("data_raw").ConfigureAwait(false);
            byte[]?[] rowRaw = await group.BytesAsync("row_raw").ConfigureAwait(false);
            string?[] file = await group.TextAsync("file_id").ConfigureAwait(false);
            long[] line = await group.LongAsync("line_number").ConfigureAwait(false);
            long[] offset = await group.LongAsync("byte_offset").ConfigureAwait(false);

            SessionRows? current = null;
            for (int i = 0; i < sequence.Length; i++)
            {
                int rank = rankOf(file[i]!);
                if (rank < 0)
                    continue;
                byte[] id = Encoding.UTF8.GetBytes(session[i]!);
                if (current is null || !current.SessionId.AsSpan().SequenceEqual(id))
                {
                    if (current is not null)
                        yield return current;
                    current = new SessionRows(id);
                }

                if (rowRaw[i] is { } record)
                {
                    Copy(current, record, rank);
                    continue;
                }

                Append(current, new RowTexts(connector[i]!, id, local[i]!, remote[i]!, logEvent[i]!, dataRaw[i] ?? Encoding.UTF8.GetBytes(data[i]!), context[i]!),
                    time[i], sequence[i], new LinePosition(line[i], offset[i]), rank);
            }

            if (current is not null)
                yield return current;
        }
    }

    private static void Append(SessionRows session, RowTexts texts, long time, int sequence, LinePosition position, int rank)
    {
        SendLogRow row = new()
        {
            TimeMicros = time,
            SequenceNumber = sequence,
            ConnectorId = Encoding.UTF8.GetBytes(texts.Connector),
            SessionId = texts.SessionId,
            LocalEndpoint = Encoding.UTF8.GetBytes(texts.Local),
            RemoteEndpoint = Encoding.UTF8.GetBytes(texts.Remote),
            Event = Encoding.UTF8.GetBytes(texts.Event),
            Data = texts.Data,
            Context = Encoding.UTF8.GetBytes(texts.Context),
        };
        StoredRow.Write(session.Append(StoredRow.SizeOf(row), time, sequence, SessionRows.IsDisconnect(row.Event)), row, position, rank);
    }

    private static void Copy(SessionRows session, byte[] record, int rank)
    {
        StoredRow stored = new(record);
        Span<byte> target = session.Append(record.Length, stored.TimeMicros, stored.SequenceNumber, SessionRows.IsDisconnect(stored.Event.Span));
        record.CopyTo(target);
        StoredRow.SetFileRank(target, rank);
    }

    private sealed record RowTexts(string Connector, byte[] SessionId, string Local, string Remote, string Event, byte[] Data, string Context);
}
