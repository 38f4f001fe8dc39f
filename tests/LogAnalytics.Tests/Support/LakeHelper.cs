using LogAnalytics.Inputs;
using LogAnalytics.Lake;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Queries;

namespace LogAnalytics.Tests.Support;

/// <summary>Converts, opens and compares lakes without the command line.</summary>
internal static class LakeHelper
{
    private static readonly string[] _history =
    [
        "_state/seen.json ", "_state/file_versions.parquet ", "_state/unread_logs.jsonl ", "_state/runs/", "_state/.lock ", "_state/analysis.json ", "_state/incidents-",
        "_state/affected_messages-", "_state/known_incidents-", "_shards/",
    ];

    public static Task<ConvertReport> ConvertAsync(string lake, params string[] inputs) =>
        ConvertAsync(lake, new ConvertOptions { Threads = 2 }, List(inputs));

    public static Task<ConvertReport> ConvertAsync(string lake, ConvertOptions options, InputListing listing, CancellationToken cancellation = default) =>
        new LakeConverter(new LakeFolder(lake), options, new ConvertProgress()).ConvertAsync(listing, cancellation);

    public static InputListing List(params string[] inputs) => new InputCatalog(ServerNaming.ByFolder).List(inputs);

    public static LakeDatabase Open(string lake, bool isLocked = false)
    {
        LakeFolder folder = new(lake);
        return LakeDatabase.Open(folder.Root, folder.Tables(folder.ReadManifest()), new EngineLimits(2, 1L << 30, Path.Combine(lake, "_state", ".duckdb")), isLocked);
    }

    /// <summary>All rows of a query, values as .NET sees them, NULL as null.</summary>
    public static List<object?[]> Rows(string lake, string sql)
    {
        using LakeDatabase database = Open(lake);
        using QueryResult result = database.Read(sql);
        List<object?[]> rows = [];
        while (result.Read())
            rows.Add([.. Enumerable.Range(0, result.Columns.Count).Select(result.Value)]);
        return rows;
    }

    public static long Number(string lake, string sql) => Convert.ToInt64(Rows(lake, sql)[0][0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As <see cref="Number(string, string)"/>, of a database that holds more than the views.</summary>
    public static long Number(LakeDatabase database, string sql)
    {
        using QueryResult result = database.Read(sql);
        Assert.True(result.Read());
        return Convert.ToInt64(result.Value(0), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>How many sessions do not stand in the order of their ids, on which the order of trials rests.</summary>
    public static long SessionsOutOfOrder(string lake) => Number(lake, """
        SELECT count(*)
        FROM (SELECT session_id, lag(session_id) OVER (PARTITION BY s.server, s.service, s.date ORDER BY k.part_number, s.session_number) AS before
            FROM _sessions AS s JOIN _kinds AS k USING (part_id, kind_number))
        WHERE session_id < before
        """);

    /// <summary>Two lakes hold the same bytes; if not, the files that differ are named.</summary>
    public static void AssertEqual(string expected, string actual)
    {
        string[] a = Fingerprint(expected), b = Fingerprint(actual);
        Assert.True(a.SequenceEqual(b), $"only in {expected}:\n{string.Join('\n', a.Except(b))}\nonly in {actual}:\n{string.Join('\n', b.Except(a))}");
    }

    /// <summary>Path and hash of every file that the promise of equal bytes covers: all but what was seen when, what files were before, the lock, and what tasks of other machines left.</summary>
    public static string[] Fingerprint(string lake) =>
        [.. Samples.TreeFolder.Fingerprint(lake).Where(line => !_history.Any(file => line.StartsWith(file, StringComparison.Ordinal)))];
}
