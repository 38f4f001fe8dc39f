using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Units;

/// <summary>What one batch of sessions gave: a file of events, the sessions themselves, and the copies that were dropped.</summary>
public sealed record UnitPart(LakeFile Events, IReadOnlyList<WrittenSession> Sessions, IReadOnlyDictionary<int, long> DuplicatesByFile);

/// <summary>Interprets a batch of sessions and writes its events; batches of one unit run side by side.</summary>
public sealed class UnitPartWriter(FileNames files, LakeFolder lake, ReplyTaxonomy taxonomy)
{
    public async Task<UnitPart> WriteAsync(UnitKey unit, IReadOnlyList<SessionRows> batch)
    {
        EventsTable events = new();
        SessionInterpreter interpreter = new(taxonomy);
        List<WrittenSession> sessions = new(batch.Count);
        Dictionary<int, long> duplicates = [];
        foreach (SessionRows rows in batch)
        {
            int split = 0;
            foreach (IReadOnlyList<StoredRow> session in SessionSplitter.Split(rows, CountDuplicate))
            {
                foreach (StoredRow row in session)
                    events.Add(unit.Service, split, row, files.FileIdOf(row.FileRank));
                sessions.Add(new WrittenSession(interpreter.Interpret(session), split, new RowPlace(session[0].FileRank, session[0].LineNumber)));
                split++;
            }
        }

        int count = events.Count;
        LakeFile file = await lake.WriteTableAsync(unit.FileStem("events"), count, async stream =>
        {
            await using TableFile table = await TableFile.CreateAsync(stream, events.Columns).ConfigureAwait(false);
            await table.FlushAsync().ConfigureAwait(false);
        }).ConfigureAwait(false);
        return new UnitPart(file, sessions, duplicates);

        void CountDuplicate(StoredRow row) =>
            duplicates[row.FileRank] = duplicates.GetValueOrDefault(row.FileRank) + 1;
    }
}
