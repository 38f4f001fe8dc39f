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
            OfUnit("events", new EventsTable().Columns),
            OfUnit("sessions", new SessionsTable().Columns),
            OfUnit("messages", new MessagesTable().Columns),
            OfUnit("recipients", new RecipientsTable().Columns),
            OfUnit("session_kinds", new SessionKindsTable().Columns),
            OfUnit("connector_domains", new ConnectorDomainsTable().Columns),
            OfUnit("copies", new CopiesTable().Columns),
            OfUnit("texts", new TextsTable(ReplyTaxonomy.BuiltIn).Columns),
            OfUnit("part_files", new PartFilesTable().Columns),
            ("files", $"files/{NoServer}/service=__none__/empty", new FilesTable().Columns),
            OfUnit("file_lines", new FileLinesTable().Columns),
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

        static (string, string, IReadOnlyList<Column>) OfUnit(string table, IReadOnlyList<Column> columns) => (table, $"{table}/{NoServer}/date=1970-01-01/service=__none__/empty", columns);
    }
}
