using System.Text;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Conversion;

/// <summary>Reads the rows of a written unit back, session by session, copies included: all that was read from the logs.</summary>
/// <param name="texts">Where the rows' texts are kept.</param>
/// <param name="rankOf">File id → rank; rows of files with a negative one are left out.</param>
/// <param name="tally">Every row of the unit is taken off it, those that are left out as well; null to count nothing.</param>
public sealed class UnitReplay(LakeFolder lake, LogTexts texts, Func<string, int> rankOf, RowTally? tally)
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
            PartTexts partTexts = new(await TextsTable.ReadAsync(Open(unit, "texts", part)).ConfigureAwait(false), texts);
            SessionRows? own = null;
            int number = -1;
            await foreach (Batch batch in ReadEventsAsync(Open(unit, "events", part)).ConfigureAwait(false))
            {
                for (int i = 0; i < batch.Count; i++)
                {
                    if (batch.Session[i] != number)
                    {
                        if (Joined(own, number, copies) is { } whole)
                            yield return whole;
                        number = batch.Session[i];
                        own = new SessionRows(texts, batch.SessionIdAt(i, sessions[number]));
                    }

                    int file = batch.File[i];
                    counts[file] = counts[file] with { Events = counts[file].Events + 1 };
                    batch.AddTo(own!, i, sessions[number], partTexts, ranks[file]);
                }
            }

            if (Joined(own, number, copies) is { } last)
                yield return last;
            for (int file = 0; file < files.Count; file++)
                tally?.Add(files[file], -counts[file].Events, -counts[file].Copies);

            // The rows of a session with their copies; null where none of them is wanted.
            SessionRows? Joined(SessionRows? own, int session, CopyReader copies)
            {
                if (own is null)
                    return null;
                (int RowIndex, int File, LinePosition Place)[] repeated = [.. copies.Of(session)];
                StoredRow[] rows = own.ToArray();
                if (repeated.Length == 0 && Array.TrueForAll(rows, row => row.FileRank >= 0))
                    return own;
                SessionRows joined = new(texts, own.SessionId);
                foreach (StoredRow row in rows.Where(row => row.FileRank >= 0))
                    joined.Append(row);
                foreach ((int index, int file, LinePosition place) in repeated)
                {
                    counts[file] = counts[file] with { Copies = counts[file].Copies + 1 };
                    if (ranks[file] >= 0)
                        joined.Append(rows[index], place, ranks[file]);
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
                await group.IntAsync("text_number").ConfigureAwait(false),
                await group.TextAsync("parameter_1").ConfigureAwait(false),
                await group.TextAsync("parameter_2").ConfigureAwait(false),
                await group.TextAsync("parameter_3").ConfigureAwait(false),
                await group.TextAsync("overrides").ConfigureAwait(false),
                await group.BytesAsync("overrides_raw").ConfigureAwait(false),
                await group.IntAsync("file_number").ConfigureAwait(false),
                await group.LongAsync("line_number").ConfigureAwait(false),
                await group.LongAsync("byte_offset").ConfigureAwait(false));
        }
    }

    private static byte[] Utf8(string? text) => string.IsNullOrEmpty(text) ? [] : Encoding.UTF8.GetBytes(text);

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

    // The texts of a part, with the numbers that they have here.
    private sealed class PartTexts(IReadOnlyList<LogText> ofPart, LogTexts texts)
    {
        private readonly int[] _numbers = [.. ofPart.Select(texts.NumberOf)];

        public LogText this[int number] => ofPart[number];

        public int NumberOf(int number) => _numbers[number];
    }

    // One row group of events.
    private sealed record Batch(
        int[] Session, int[] Sequence, long[] Time, int[] Text, string?[] First, string?[] Second, string?[] Third, string?[] Overrides, byte[]?[] OverridesRaw,
        int[] File, long[] Line, long[] Offset)
    {
        public int Count => Session.Length;

        // Its own bytes: the sessions table shows what is not valid UTF-8 otherwise.
        public byte[] SessionIdAt(int i, Constants constants) => OverridesRaw[i] is { } raw ? Part(raw, 3).ToArray() : constants.SessionId;

        public void AddTo(SessionRows session, int i, Constants constants, PartTexts texts, int rank)
        {
            SendLogRow row = new() { TimeMicros = Time[i], SequenceNumber = Sequence[i] };
            if ((OverridesRaw[i] ?? (Overrides[i] is { } text ? Utf8(text) : null)) is { } own)
            {
                row.ConnectorId = Part(own, 0);
                row.LocalEndpoint = Part(own, 1);
                row.RemoteEndpoint = Part(own, 2);
            }
            else
            {
                row.ConnectorId = constants.Connector;
                row.LocalEndpoint = Sequence[i] >= constants.LocalFromSequence ? constants.Local : [];
                row.RemoteEndpoint = constants.Remote;
            }

            TextParameters parameters = new() { First = Utf8(First[i]), Second = Utf8(Second[i]), Third = Utf8(Third[i]) };
            int number = texts.NumberOf(Text[i]);
            LogText logText = texts[Text[i]];
            if (number < 0)
                logText.Fill(ref row, parameters);
            session.Add(row, new LinePosition(Line[i], Offset[i]), rank, number, parameters, logText.IsDisconnect);
        }

        private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> joined, int index)
        {
            for (; index > 0; index--)
                joined = joined[(joined.IndexOf(EventOverrides.Separator) + 1)..];
            int end = joined.IndexOf(EventOverrides.Separator);
            return end < 0 ? joined : joined[..end];
        }
    }
}
