using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Lake.Tables;

/// <summary>Writes each table once without rows, under the Hive keys that its real files have.</summary>
public static class TableSchemas
{
    private const string NoServer = "server=__none__";

    public static async Task<IReadOnlyDictionary<string, LakeFile>> WriteAsync(LakeFolder lake)
    {
        (string Table, string Stem, IReadOnlyList<Column> Columns)[] tables =
        [
            ("events", $"events/{NoServer}/date=1970-01-01/empty", new EventsTable().Columns),
            ("sessions", $"sessions/{NoServer}/date=1970-01-01/empty", new SessionsTable().Columns),
            ("messages", $"messages/{NoServer}/date=1970-01-01/empty", new MessagesTable().Columns),
            ("recipients", $"recipients/{NoServer}/date=1970-01-01/empty", new RecipientsTable().Columns),
            ("files", $"files/{NoServer}/empty", new FilesTable().Columns),
            ("rejects", $"rejects/{NoServer}/empty", new RejectsTable().Columns),
        ];
        SortedDictionary<string, LakeFile> written = new(StringComparer.Ordinal);
        foreach ((string table, string stem, IReadOnlyList<Column> columns) in tables)
        {
            written.Add(table, await lake.WriteTableAsync(stem, 0, async stream =>
            {
                await using TableFile file = await TableFile.CreateAsync(stream, columns).ConfigureAwait(false);
            }).ConfigureAwait(false));
        }

        return written;
    }
}
