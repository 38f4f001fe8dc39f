using System.Text;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Conversion;

/// <summary>Reads the rows of a written unit back, session by session, copies included: all that was read from the logs.</summary>
/// <param name="rankOf">File id → rank; rows of files with a negative one are left out.</param>
/// <param name="tally">Every row of the unit is taken off it, those that are left out as well; null to count nothing.</param>
public sealed class UnitReplay(LakeFolder lake, Func<string, int> rankOf, RowTally? tally)
{
    /// <exception cref="LakeException">A table is missing or was altered.</exception>
    public async IAsyncEnumerable<SessionRows> ReadAsync(LakeUnit unit)
    {
        // The files of a part stand at the same place in each table's list.
        for (int part = 0; part < unit.Tables["events"].Count; part++)
        {
            IReadOnlyList<string> files = await PartFilesTable.ReadAsync(Open(unit, "part_files", part)).ConfigureAwait(false);
            int[] ranks = [.. files.Select(rankOf)];
            if (tally is null && !ranks.Any(rank => rank >= 0))
                continue;
            RowCount[] counts = new RowCount[files.Count];
            List<Constants> sessions = await ReadConstantsAsync(Open(unit, "sessions", part)).ConfigureAwait(false);
            CopyReader copies = await CopyReader.OpenAsync(Open(unit, "copies", part)).ConfigureAwait(false);
            List<StoredRow> rows = [];
            int number = -1;
            await foreach (Batch batch in ReadEventsAsync(Open(unit, "events", part)).ConfigureAwait(false))
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    if (batch.Session[i] != number)
                    {
                        if (Joined(rows, number, copies) is { } whole)
                            yield return whole;
                        rows.Clear();
                        number = batch.Session[i];
                    }

                    int file = batch.File[i];
                    counts[file] = counts[file] with { Events = counts[file].Events + 1 };
                    rows.Add(batch.RowAt(i, sessions[number], ranks[file]));
                }
            }

            if (Joined(rows, number, copies) is { } last)
                yield return last;
            for (int file = 0; file < files.Count; file++)
                tally?.Add(files[file], -counts[file].Events, -counts[file].Copies);

            // The rows of a session with their copies; null where none of them is wanted.
            SessionRows? Joined(List<StoredRow> own, int session, CopyReader copies)
            {
                if (own.Count == 0)
                    return null;
                // Its own bytes: the sessions table shows what is not valid UTF-8 otherwise.
                SessionRows joined = new(own[0].SessionId.ToArray());
                foreach (StoredRow row in own.Where(row => row.FileRank >= 0))
                    joined.Append(row);
                foreach ((int index, int file, LinePosition place) in copies.Of(session))
                {
                    counts[file] = counts[file] with { Copies = counts[file].Copies + 1 };
                    if (ranks[file] < 0)
                        continue;
                    byte[] record = own[index].Bytes.ToArray();
                    StoredRow.SetPlace(record, place, ranks[file]);
                    joined.Append(new StoredRow(record));
                }

                return joined.RowCount == 0 ? null : joined;
            }
        }
    }

    private MemoryStream Open(LakeUnit unit, string table, int part) => lake.ReadVerified(unit.Tables[table][part]);

    private static async Task<List<Constants>> ReadConstantsAsync(Stream content)
    {
        List<Constants> sessions = [];
        await foreach (TableRows group in TableReader.ReadAsync(content).ConfigureAwait(false))
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

    private static async IAsyncEnumerable<Batch> ReadEventsAsync(Stream content)
    {
        await foreach (TableRows group in TableReader.ReadAsync(content).ConfigureAwait(false))
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

    // The copies of a part in order of their sessions, which come in order too.
    private sealed class CopyReader(int[] session, int[] row, int[] file, long[] line, long[] offset)
    {
        private int _next;

        public static async Task<CopyReader> OpenAsync(Stream content)
        {
            List<int> session = [], row = [], file = [];
            List<long> line = [], offset = [];
            await foreach (TableRows group in TableReader.ReadAsync(content).ConfigureAwait(false))
            {
                session.AddRange(await group.IntAsync("session_number").ConfigureAwait(false));
                row.AddRange(await group.IntAsync("row_index").ConfigureAwait(false));
                file.AddRange(await group.IntAsync("file_number").ConfigureAwait(false));
                line.AddRange(await group.LongAsync("line_number").ConfigureAwait(false));
                offset.AddRange(await group.LongAsync("byte_offset").ConfigureAwait(false));
            }

            return new CopyReader([.. session], [.. row], [.. file], [.. line], [.. offset]);
        }

        public IEnumerable<(int RowIndex, int File, LinePosition Place)> Of(int number)
        {
            for (; _next < session.Length && session[_next] == number; _next++)
                yield return (row[_next], file[_next], new LinePosition(line[_next], offset[_next]));
        }
    }

    // One row group of events.
    private sealed record Batch(
        int[] Session, int[] Sequence, long[] Time, int[] Event, string?[] Data, string?[] Context, string?[] Overrides,
        byte[]?[] DataRaw, byte[]?[] RowRaw,
        int[] File, long[] Line, long[] Offset)
    {
        public int Count => Session.Length;

        public StoredRow RowAt(int i, Constants constants, int rank)
        {
            LinePosition place = new(Line[i], Offset[i]);
            if (RowRaw[i] is { } raw)
            {
                byte[] copy = [.. raw];
                StoredRow.SetPlace(copy, place, rank);
                return new StoredRow(copy);
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
            byte[] record = new byte[StoredRow.SizeOf(row)];
            StoredRow.Write(record, row, place, rank);
            return new StoredRow(record);
        }
    }
}
