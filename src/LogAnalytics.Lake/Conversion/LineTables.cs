using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Tables;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// The kept and rejected lines of one server and service as they are written: a day is rewritten when one of its files is new, changed
/// or gone.
/// </summary>
public sealed class LineTables(LakeFolder lake, string server, string service, LineSpool spool)
{
    // Cut by content, so the files do not depend on how the lines came: a row group by what its lines hold in memory, where they are
    // whole when they are written and when they are read; a file by its own size, as it is put together in memory.
    private const long BytesPerGroup = 8L << 20;
    private const long BytesPerFile = 16L << 20;

    // Measured: a line's file id, place, kind and objects. So a row group holds at most 32,768 lines, however short they are.
    private const int BytesPerLine = 256;

    /// <param name="before">As the lake holds them.</param>
    /// <param name="dayOf">Day of each content that the ledger names now.</param>
    /// <param name="touched">Days of contents that came or went.</param>
    public async Task<IReadOnlyList<LakeLines>> WriteAsync(
        IReadOnlyList<LakeLines> before, IReadOnlyDictionary<string, int> dayOf, IReadOnlySet<int> touched, CancellationToken cancellation)
    {
        HashSet<string> fresh = [.. spool.FileIds];
        foreach (LakeFile file in before.Where(day => touched.Contains(day.Day)).SelectMany(day => day.Files))
            await TakeOverAsync(file, id => dayOf.ContainsKey(id) && !fresh.Contains(id)).ConfigureAwait(false);

        SortedDictionary<int, LakeLines> written = [];
        foreach (LakeLines day in before.Where(day => !touched.Contains(day.Day)))
            written.Add(day.Day, day);
        foreach (IGrouping<int, string> day in spool.FileIds.Where(dayOf.ContainsKey).GroupBy(id => dayOf[id]))
        {
            cancellation.ThrowIfCancellationRequested();
            if (WriteDay(day.Key, day.Order(StringComparer.Ordinal)) is { Count: > 0 } files)
                written.Add(day.Key, new LakeLines(day.Key, files));
        }

        return [.. written.Values];
    }

    // The lines of one content stand together.
    private async Task TakeOverAsync(LakeFile file, Predicate<string> isKept)
    {
        string? current = null;
        await foreach (FileLine line in FileLinesTable.ReadAsync(lake.ReadVerified(file)).ConfigureAwait(false))
        {
            if (!isKept(line.FileId))
                continue;
            if (current is not null && current != line.FileId)
                spool.Close(current);
            current = line.FileId;
            spool.Append(new(line.LineNumber, line.ByteOffset), line.Kind, line.Text, line.End);
        }

        if (current is not null)
            spool.Close(current);
    }

    private IReadOnlyList<LakeFile> WriteDay(int day, IEnumerable<string> fileIds)
    {
        string stem = new UnitKey(server, service, day).FileStem("file_lines");
        List<LakeFile> files = [];
        FileLinesTable table = new();
        LakeTableWriter? writer = null;
        long inGroup = 0;
        foreach (FileLine line in fileIds.SelectMany(spool.Read))
        {
            writer ??= new LakeTableWriter(lake, "file_lines", stem, table.Columns);
            table.Add(line);
            inGroup += line.Text.Length + BytesPerLine;
            if (inGroup < BytesPerGroup)
                continue;
            writer.Flush();
            inGroup = 0;
            if (writer.Bytes >= BytesPerFile)
                Complete();
        }

        Complete();
        return files;

        void Complete()
        {
            if (writer is null)
                return;
            files.Add(writer.Complete());
            writer.Dispose();
            writer = null;
        }
    }
}
