using System.Text;
using LogAnalytics.Evidence.Archives;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Privacy;

namespace LogAnalytics.Cli.Bundling;

/// <summary>
/// Gets the raw lines that results point at out of the lake, into files: the cited rows, and the whole sessions of the bounds that decide.
/// Some citations at a time, so that what is in memory depends neither on how many there are nor on how long their lines are.
/// </summary>
/// <param name="redactor">The one that the results were written with; null where they hold the true names.</param>
/// <param name="scratch">Where the files are written.</param>
/// <param name="mostAtATime">Citations whose rows are in memory together.</param>
public sealed class ExcerptReader(LakeDatabase database, LineRestorer lines, Redactor? redactor, string scratch, int mostAtATime = ExcerptReader.MostAtATime)
{
    // More would be faster where thousands of incidents cite the same logs: each log is put together once for each of these.
    private const int MostAtATime = 500;

    private sealed record Row(string Server, string SessionId, DateTime StartedAt, string Path, string FileId, long Line, long ByteOffset);

    /// <summary>The excerpts, and their index.</summary>
    /// <exception cref="LakeException">The lake does not hold a row that the results cite.</exception>
    public async Task<IReadOnlyList<StoredFile>> ReadAsync(IReadOnlyList<Citation> citations, CancellationToken cancellation)
    {
        List<StoredFile> files = [];
        string entries = Path.Combine(scratch, "excerpts.jsonl"), index = Path.Combine(scratch, "index.json");
        using (StreamWriter writer = new(entries))
        {
            foreach (Citation[] some in citations.Chunk(mostAtATime))
                await ReadSomeAsync(some, files, writer, cancellation).ConfigureAwait(false);
        }

        using (FileStream stream = File.Create(index))
            FindingsJson.Write(stream, new ExcerptIndex(ExcerptIndex.CurrentSchema, redactor is not null, File.ReadLines(entries).Select(FindingsJson.Read<Excerpt>)));
        return [.. files, new StoredFile(ExcerptIndex.FileName, index)];
    }

    private async Task ReadSomeAsync(IReadOnlyList<Citation> citations, List<StoredFile> files, StreamWriter entries, CancellationToken cancellation)
    {
        ILookup<(string, string, DateTime), Row> sessions = RowsOf(citations).ToLookup(row => (Shown(ValueKind.Host, row.Server), row.SessionId, row.StartedAt));
        (Citation Citation, Row[] Rows)[] wanted = [.. citations.Select(citation => (citation, RowsOf(citation, sessions)))];
        using FileStream copies = new(Path.Combine(scratch, "lines"), FileMode.Create, FileAccess.ReadWrite);
        IReadOnlyDictionary<LinePlace, CopiedLine> copied = await lines.CopyAsync(wanted.SelectMany(entry => entry.Rows).Select(PlaceOf), copies, cancellation).ConfigureAwait(false);
        foreach ((Citation citation, Row[] rows) in wanted)
        {
            string name = $"excerpts/{citation.Of}/{citation.Role}.log", path = Path.Combine(scratch, $"{files.Count}.log");
            List<ExcerptLine> index = [];
            using (FileStream content = File.Create(path))
            {
                foreach (Row row in rows)
                {
                    CopiedLine line = copied[PlaceOf(row)];
                    index.Add(new ExcerptLine(PathOf(row), row.FileId, row.Line, row.ByteOffset, line.Bytes, content.Position, IsCited(row, citation)));
                    Write(copies, line, content);
                }
            }

            files.Add(new StoredFile(name, path));
            entries.Write(FindingsJson.WriteLine(new Excerpt(name, citation.Of, citation.Role, citation.Point.Server, citation.Point.SessionId, index)));
        }
    }

    private void Write(FileStream copies, CopiedLine line, FileStream content)
    {
        copies.Position = line.At;
        if (redactor is null)
        {
            Span<byte> block = stackalloc byte[4096];
            for (long left = line.Bytes; left > 0;)
            {
                Span<byte> part = block[..(int)Math.Min(block.Length, left)];
                copies.ReadExactly(part);
                content.Write(part);
                left -= part.Length;
            }

            return;
        }

        // A name may stand anywhere, so it takes the whole line; the longest that was read.
        byte[] whole = new byte[line.Bytes];
        copies.ReadExactly(whole);
        content.Write(Encoding.UTF8.GetBytes(redactor.LogLine(Encoding.UTF8.GetString(whole))));
    }

    // A row of a session repeats its names: they are held once.
    private List<Row> RowsOf(IReadOnlyList<Citation> citations)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        return database.Query(
            "bundle/session_rows",
            row => new Row(
                Once(row.Text("server")!), Once(row.Text("session_id")!), row.Time("started_at")!.Value, Once(row.Text("path")!), Once(row.Text("file_id")!),
                row.Number("line_number"), row.Number("byte_offset")),
            new Dictionary<string, object?> { ["session_ids"] = string.Join('\u001f', citations.Select(citation => citation.Point.SessionId).Distinct(StringComparer.Ordinal)) });

        string Once(string name)
        {
            if (!names.TryGetValue(name, out string? known))
                names.Add(name, known = name);
            return known;
        }
    }

    private Row[] RowsOf(Citation citation, ILookup<(string, string, DateTime), Row> sessions)
    {
        TrialPoint point = citation.Point;
        Row[] session = [.. sessions[(point.Server, point.SessionId, point.SessionStartedAt)]];
        // An observation knows the time of its row only, and rows of a session share their id.
        if (session.Length == 0)
            session = [.. sessions.Where(group => group.Key.Item1 == point.Server && group.Key.Item2 == point.SessionId).SelectMany(group => group)];
        Row[] rows = citation.IsWhole ? session : [.. session.Where(row => IsCited(row, citation))];
        return rows.Any(row => IsCited(row, citation))
            ? rows
            : throw new LakeException($"The lake does not hold {point.File}:{point.Line} of session {point.SessionId}, which the results cite as {citation.Role} of {citation.Of}. Name the lake that they were made from, or analyse this one.");
    }

    private static LinePlace PlaceOf(Row row) => new(row.FileId, row.ByteOffset);

    private bool IsCited(Row row, Citation citation) => row.Line == citation.Point.Line && PathOf(row) == citation.Point.File;

    private string PathOf(Row row) => redactor?.FilePath(row.Path) ?? row.Path;

    private string Shown(ValueKind kind, string value) => redactor?.Value(kind, value) ?? value;
}
