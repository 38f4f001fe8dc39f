using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Lake.Tables;

/// <summary>Writes each table once without rows, under the Hive keys that its real files have (the reply families have none: one table for all servers).</summary>
public static class TableSchemas
{
    private const string NoServer = "server=__none__";

    public static IReadOnlyDictionary<string, LakeFile> Write(LakeFolder lake)
    {
        (string Table, string Stem, IReadOnlyList<Column> Columns)[] tables =
        [
            ("events", $"events/{NoServer}/date=1970-01-01/service=__none__/empty", new EventsTable().Columns),
            ("sessions", $"sessions/{NoServer}/date=1970-01-01/service=__none__/empty", new SessionsTable().Columns),
            ("messages", $"messages/{NoServer}/date=1970-01-01/service=__none__/empty", new MessagesTable().Columns),
            ("recipients", $"recipients/{NoServer}/date=1970-01-01/service=__none__/empty", new RecipientsTable().Columns),
            ("session_kinds", $"session_kinds/{NoServer}/date=1970-01-01/service=__none__/empty", new SessionKindsTable().Columns),
            ("connector_domains", $"connector_domains/{NoServer}/date=1970-01-01/service=__none__/empty", new ConnectorDomainsTable().Columns),
            ("copies", $"copies/{NoServer}/date=1970-01-01/service=__none__/empty", new CopiesTable().Columns),
            ("texts", $"texts/{NoServer}/date=1970-01-01/service=__none__/empty", new TextsTable(ReplyTaxonomy.BuiltIn).Columns),
            ("part_files", $"part_files/{NoServer}/date=1970-01-01/service=__none__/empty", new PartFilesTable().Columns),
            ("files", $"files/{NoServer}/service=__none__/empty", new FilesTable().Columns),
            ("file_lines", $"file_lines/{NoServer}/date=1970-01-01/service=__none__/empty", new FileLinesTable().Columns),
            ("open_sessions", $"open_sessions/{NoServer}/service=__none__/empty", new OpenSessionsTable().Columns),
            ("reply_families", "reply_families/empty", new ReplyFamiliesTable().Columns),
        ];
        SortedDictionary<string, LakeFile> written = new(StringComparer.Ordinal);
        foreach ((string table, string stem, IReadOnlyList<Column> columns) in tables)
        {
            using LakeTableWriter writer = new(lake, table, stem, columns);
            written.Add(table, writer.Complete());
        }

        return written;
    }
}
