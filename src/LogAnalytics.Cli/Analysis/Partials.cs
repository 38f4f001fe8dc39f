using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Analysis;

/// <summary>
/// What an analysis reads off sessions and messages, one server after the other: tables that a task makes of its part of a lake
/// (<c>Sql/partials</c>), and that an analysis of the whole lake takes together in place of sessions and messages (<c>Sql/merged</c>).
/// They depend on nothing that an analysis is told.
/// </summary>
public static class Partials
{
    /// <summary>What the partials' files are called among the tables of a lake.</summary>
    public const string Prefix = "partial_";

    /// <summary>Messages of the whole lake, for a task that has only its part of them.</summary>
    public const string EveryMessage = "every_message";

    private static readonly string[] _tables = ["attempts", "senders", "domain_sets", "refused", "passed_again", "session_hours"];

    public static IReadOnlyList<string> Tables => _tables;

    /// <summary>Prepares to write the tables of a shard.</summary>
    /// <param name="database">Over the shard's part of the lake, with <see cref="EveryMessage"/>.</param>
    public static void Prepare(LakeDatabase database, int shard)
    {
        database.Execute("series/names");
        database.Execute("series/attempts");
        database.Execute("partials/refused_keys");
        database.Execute("partials/shard", new Dictionary<string, object?> { ["shard"] = shard });
    }

    public static void Write(LakeDatabase database, string table, string path) => database.Export("partials/" + table, path);
}
