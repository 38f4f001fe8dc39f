using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;

namespace LogAnalytics.Lake.Conversion;

/// <summary>Writes the tables of a server and service that are not parted by day.</summary>
public sealed class GroupTables(LakeFolder lake, string server, string service)
{
    private const int RowsPerGroup = 120_000;

    public IReadOnlyList<LakeFile> WriteLedger(IReadOnlyList<LedgerRow> rows)
    {
        FilesTable table = new();
        return Write("files", rows, table.Add, table.Columns);
    }

    public IReadOnlyList<LakeFile> WriteOpenSessions(OpenSessions open)
    {
        OpenSessionsTable table = new();
        return Write("open_sessions", open.All, table.Add, table.Columns);
    }

    private IReadOnlyList<LakeFile> Write<T>(string table, IEnumerable<T> rows, Action<T> add, IReadOnlyList<Column> columns)
    {
        using LakeTableWriter writer = new(lake, table, $"{table}/server={HivePath.Escape(server)}/service={service}/part", columns);
        bool isEmpty = true;
        foreach (T row in rows)
        {
            add(row);
            isEmpty = false;
            if (writer.Waiting >= RowsPerGroup)
                writer.Flush();
        }

        return isEmpty ? [] : [writer.Complete()];
    }
}
