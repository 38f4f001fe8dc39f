using DuckDB.NET.Data;

namespace LogAnalytics.Benchmarks;

/// <summary>What a user could pick instead: DuckDB's parallel CSV reader writing Parquet, tuned; nine flat columns, no sessions.</summary>
public static class Peer
{
    public static int Convert(string tree, string output)
    {
        Directory.CreateDirectory(output);
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = $$"""
            SET preserve_insertion_order = false;
            COPY (
                SELECT * FROM read_csv('{{tree}}/**/*.LOG', header = false, skip = 5, auto_detect = false, delim = ',', quote = '"', escape = '"',
                    buffer_size = 4194304, null_padding = false, ignore_errors = true,
                    columns = {'time': 'TIMESTAMP', 'connector_id': 'VARCHAR', 'session_id': 'VARCHAR', 'sequence_number': 'INTEGER',
                        'local_endpoint': 'VARCHAR', 'remote_endpoint': 'VARCHAR', 'event': 'VARCHAR', 'data': 'VARCHAR', 'context': 'VARCHAR'})
            ) TO '{{output}}/events.parquet' (FORMAT parquet, COMPRESSION zstd);
            """;
        command.ExecuteNonQuery();
        return 0;
    }
}
