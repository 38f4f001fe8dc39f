using DuckDB.NET.Data;

namespace LogAnalytics.Benchmarks.Engines;

/// <summary>What a user could pick instead: DuckDB's parallel CSV reader writing Parquet.</summary>
internal static class Peer
{
    public static int Convert(string sql, string logs, string output, string threads)
    {
        Directory.CreateDirectory(output);
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = SqlText.Of(sql, ("logs", logs), ("output", output), ("threads", threads));
        Console.WriteLine($"{command.ExecuteNonQuery()} rows");
        // Where it spilled.
        if (Directory.Exists(Path.Combine(output, "spill")))
            Directory.Delete(Path.Combine(output, "spill"), recursive: true);
        return 0;
    }
}
