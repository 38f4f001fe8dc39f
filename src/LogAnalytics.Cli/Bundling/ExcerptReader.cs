using System.Text;
using LogAnalytics.Evidence.Archives;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Privacy;

namespace LogAnalytics.Cli.Bundling;

/// <summary>Gets the raw lines that results point at out of the lake: the cited rows, and the whole sessions of the bounds that decide.</summary>
/// <param name="redactor">The one that the results were written with; null where they hold the true names.</param>
public sealed class ExcerptReader(LakeDatabase database, LineRestorer lines, Redactor? redactor)
{
    private sealed record Row(string Server, string SessionId, DateTime StartedAt, string Path, string FileId, long Line, long ByteOffset);

    /// <summary>The excerpts, and their index.</summary>
    /// <exception cref="LakeException">The lake does not hold a row that the results cite.</exception>
    public async Task<IReadOnlyList<StoredFile>> ReadAsync(IReadOnlyList<Citation> citations, CancellationToken cancellation)
    {
        ILookup<(string, string, DateTime), Row> sessions = RowsOf(citations).ToLookup(row => (Shown(ValueKind.Host, row.Server), row.SessionId, row.StartedAt));
        (Citation Citation, Row[] Rows)[] wanted = [.. citations.Select(citation => (citation, RowsOf(citation, sessions)))];
        IReadOnlyDictionary<LinePlace, byte[]> bytes = await lines.ReadAsync([.. wanted.SelectMany(entry => entry.Rows).Select(row => new LinePlace(row.FileId, row.ByteOffset))], cancellation).ConfigureAwait(false);
        List<StoredFile> files = [];
        List<Excerpt> excerpts = [];
        foreach ((Citation citation, Row[] rows) in wanted)
        {
            string name = $"excerpts/{citation.Of}/{citation.Role}.log";
            using MemoryStream content = new();
            List<ExcerptLine> index = [];
            foreach (Row row in rows)
            {
                byte[] line = bytes[new LinePlace(row.FileId, row.ByteOffset)];
                index.Add(new ExcerptLine(PathOf(row), row.FileId, row.Line, row.ByteOffset, line.Length, content.Length, IsCited(row, citation)));
                content.Write(redactor is null ? line : Encoding.UTF8.GetBytes(redactor.LogLine(Encoding.UTF8.GetString(line))));
            }

            files.Add(new StoredFile(name, content.ToArray()));
            excerpts.Add(new Excerpt(name, citation.Of, citation.Role, citation.Point.Server, citation.Point.SessionId, index));
        }

        string json = FindingsJson.Write(new ExcerptIndex(ExcerptIndex.CurrentSchema, redactor is not null, excerpts));
        return [.. files, new StoredFile(ExcerptIndex.FileName, Encoding.UTF8.GetBytes(json))];
    }

    private List<Row> RowsOf(IReadOnlyList<Citation> citations) => citations.Count == 0 ? [] : database.Query(
        "bundle/session_rows",
        row => new Row(row.Text("server")!, row.Text("session_id")!, row.Time("started_at")!.Value, row.Text("path")!, row.Text("file_id")!, row.Number("line_number"), row.Number("byte_offset")),
        new Dictionary<string, object?> { ["session_ids"] = string.Join('\u001f', citations.Select(citation => citation.Point.SessionId).Distinct(StringComparer.Ordinal)) });

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

    private bool IsCited(Row row, Citation citation) => row.Line == citation.Point.Line && PathOf(row) == citation.Point.File;

    private string PathOf(Row row) => redactor?.FilePath(row.Path) ?? row.Path;

    private string Shown(ValueKind kind, string value) => redactor?.Value(kind, value) ?? value;
}
