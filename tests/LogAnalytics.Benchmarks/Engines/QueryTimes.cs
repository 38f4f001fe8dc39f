using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DuckDB.NET.Data;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Queries;

namespace LogAnalytics.Benchmarks.Engines;

/// <summary>Times queries inside the engine, warm; prints for each its name, the median of its milliseconds, its rows, and a hash of them.</summary>
internal static class QueryTimes
{
    public const string CertificateEndpoints = "certificate_endpoints";
    public const string HourlyErrors = "hourly_errors";

    private const int Runs = 7;

    private static readonly string[] _all = [CertificateEndpoints, HourlyErrors];

    /// <param name="source">SQL that makes the view <c>logs</c> of nine columns.</param>
    public static int OverFiles(string source, string data, string threads)
    {
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        using DuckDBCommand setup = connection.CreateCommand();
        setup.CommandText = SqlText.Of(source, ("data", data), ("threads", threads));
        setup.ExecuteNonQuery();
        foreach (string query in _all)
        {
            Time(query, () =>
            {
                using DuckDBCommand command = connection.CreateCommand();
                command.CommandText = SqlText.Of("queries/flat_" + query);
                using DuckDBDataReader reader = command.ExecuteReader();
                List<object?[]> rows = [];
                while (reader.Read())
                    rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
                return rows;
            });
        }

        return 0;
    }

    public static int OverLake(string lake, int threads)
    {
        LakeFolder folder = new(lake);
        using ScratchFolder scratch = new();
        using LakeDatabase database = LakeDatabase.Open(
            folder.Root, folder.Tables(folder.ReadManifest()), new EngineLimits(threads, EngineLimits.DefaultMemoryBytes, scratch.Root), isLocked: true);
        foreach (string query in _all)
        {
            string sql = SqlText.Of("queries/lake_" + query);
            Time(query, () =>
            {
                using QueryResult result = database.Read(sql);
                List<object?[]> rows = [];
                while (result.Read())
                    rows.Add([.. Enumerable.Range(0, result.Columns.Count).Select(result.Value)]);
                return rows;
            });
        }

        return 0;
    }

    private static void Time(string query, Func<List<object?[]>> run)
    {
        List<object?[]> rows = run();
        double[] milliseconds = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            run();
            milliseconds[i] = watch.Elapsed.TotalMilliseconds;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{query} {Spread.Of(milliseconds).Median} {rows.Count} {HashOf(rows)}"));
    }

    // Engines may differ in the type of a number, not in its text.
    private static string HashOf(List<object?[]> rows)
    {
        string text = string.Join('\n', rows.Select(row => string.Join('|', row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
