using System.Text;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Conversion;

/// <summary>Reads the rows of a written unit back as sessions, so that late rows meet them in the same spool.</summary>
public static class UnitReplay
{
    /// <param name="rankOf">File id → rank; negative for files whose rows are read anew.</param>
    public static async IAsyncEnumerable<SessionRows> ReadAsync(LakeFolder lake, LakeUnit unit, Func<string, int> rankOf)
    {
        // The files of a part stand at the same place in each table's list.
        for (int part = 0; part < unit.Tables["events"].Count; part++)
        {
            List<Constants> sessions = await ReadConstantsAsync(lake.FullPath(unit.Tables["sessions"][part])).ConfigureAwait(false);
            int[] ranks = await ReadRanksAsync(lake.FullPath(unit.Tables["part_files"][part]), rankOf).ConfigureAwait(false);
            SessionRows? current = null;
            int currentNumber = -1;
            await foreach (Batch batch in ReadEventsAsync(lake.FullPath(unit.Tables["events"][part])).ConfigureAwait(false))
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    int rank = ranks[batch.File[i]];
                    if (rank < 0)
                        continue;
                    if (batch.Session[i] != currentNumber)
                    {
                        if (current is not null)
                            yield return current;
                        currentNumber = batch.Session[i];
                        current = new SessionRows(sessions[currentNumber].SessionId);
                    }

                    batch.AppendTo(current!, i, sessions[currentNumber], rank);
                }
            }

            if (current is not null)
                yield return current;
        }
    }

    private static async Task<List<Constants>> ReadConstantsAsync(string path)
    {
        List<Constants> sessions = [];
        await foreach (TableRows group in TableReader.ReadAsync(path).ConfigureAwait(false))
        {
            string?[] id = await group.TextAsync("session_id").ConfigureAwait(false);
            string?[] connector = await group.TextAsync("connector_id").ConfigureAwait(false);
            string?[] local = await group.TextAsync("local_endpoint").ConfigureAwait(false);
            int[] localFrom = await group.IntAsync("local_from_sequence").ConfigureAwait(false);
            string?[] remote = await group.TextAsync("remote_endpoint").ConfigureAwait(false);
            for (int i = 0; i < id.Length; i++)
                sessions.Add(new Constants(Utf8(id[i]), Utf8(connector[i]), Utf8(local[i]), Utf8(remote[i]), localFrom[i]));
        }

        return sessions;
    }

    private static async Task<int[]> ReadRanksAsync(string path, Func<string, int> rankOf)
    {
        List<int> ranks = [];
        await foreach (TableRows group in TableReader.ReadAsync(path).ConfigureAwait(false))
            ranks.AddRange((await group.TextAsync("file_id").ConfigureAwait(false)).Select(id => rankOf(id!)));
        return [.. ranks];
    }

    private static async IAsyncEnumerable<Batch> ReadEventsAsync(string path)
    {
        await foreach (TableRows group in TableReader.ReadAsync(path).ConfigureAwait(false))
        {
            yield return new Batch(
                await group.IntAsync("session_number").ConfigureAwait(false),
                await group.IntAsync("sequence_number").ConfigureAwait(false),
                await group.TimeAsync("time").ConfigureAwait(false),
                await group.IntAsync("event_code").ConfigureAwait(false),
                await group.TextAsync("data").ConfigureAwait(false),
                await group.TextAsync("context").ConfigureAwait(false),
                await group.TextAsync("overrides").ConfigureAwait(false),
                await group.BytesAsync("data_raw").ConfigureAwait(false),
                await group.BytesAsync("row_raw").ConfigureAwait(false),
                await group.IntAsync("file_number").ConfigureAwait(false),
                await group.LongAsync("line_number").ConfigureAwait(false),
                await group.LongAsync("byte_offset").ConfigureAwait(false));
        }
    }

    private static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? "");

    private sealed record Constants(byte[] SessionId, byte[] Connector, byte[] Local, byte[] Remote, int LocalFromSequence);

    // One row group of events.
    private sealed record Batch(
        int[] Session, int[] Sequence, long[] Time, int[] Event, string?[] Data, string?[] Context, string?[] Overrides,
        byte[]?[] DataRaw, byte[]?[] RowRaw,
        int[] File, long[] Line, long[] Offset)
    {
        public int Count => Session.Length;

        public void AppendTo(SessionRows session, int i, Constants constants, int rank)
        {
            if (RowRaw[i] is { } record)
            {
                StoredRow stored = new(record);
                Span<byte> target = session.Append(record.Length, stored.TimeMicros, stored.SequenceNumber, SessionRows.IsDisconnect(stored.Event.Span));
                record.CopyTo(target);
                StoredRow.SetFileRank(target, rank);
                return;
            }

            string[]? own = Overrides[i]?.Split(EventOverrides.Separator);
            SendLogRow row = new()
            {
                TimeMicros = Time[i],
                SequenceNumber = Sequence[i],
                ConnectorId = own is null ? constants.Connector : Utf8(own[0]),
                SessionId = constants.SessionId,
                LocalEndpoint = own is not null ? Utf8(own[1]) : Sequence[i] >= constants.LocalFromSequence ? constants.Local : [],
                RemoteEndpoint = own is null ? constants.Remote : Utf8(own[2]),
                Event = Utf8(own is null ? EventCodes.TextOf(Event[i]) : own[3]),
                Data = DataRaw[i] ?? Utf8(Data[i]),
                Context = Utf8(Context[i]),
            };
            StoredRow.Write(
                session.Append(StoredRow.SizeOf(row), row.TimeMicros, row.SequenceNumber, SessionRows.IsDisconnect(row.Event)),
                row, new LinePosition(Line[i], Offset[i]), rank);
        }
    }
}
