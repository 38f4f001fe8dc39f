namespace LogAnalytics.Queries;

/// <summary>The SQL of the tool by name, e.g. <c>series/runs</c> for <c>Sql/series/17_runs.sql</c>.</summary>
public static class SqlCatalog
{
    /// <summary>The module of the views about missing logs.</summary>
    public const string Coverage = "views/coverage";

    private static readonly Dictionary<string, string> _texts = Load();

    public static IReadOnlyCollection<string> Names => _texts.Keys;

    public static string Text(string name) => _texts[name];

    /// <summary>Names in a folder, in the order of their numbers.</summary>
    public static IEnumerable<string> In(string folder) => _texts.Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal));

    /// <summary>What gives a database the views, in this order, once <c>_lake_files</c> is there.</summary>
    /// <param name="tables">Those that there are: what the lake's state lacks before the first analysis, run or loss has no rows.</param>
    public static IEnumerable<string> ForViews(IReadOnlyDictionary<string, IReadOnlyList<string>> tables) =>
    [
        "staging/tables", "staging/given", "staging/found",
        tables.ContainsKey("incidents") ? "staging/analysis" : "staging/no_analysis",
        tables.ContainsKey("runs") ? "staging/runs" : "staging/no_runs",
        tables.ContainsKey("unread_logs") ? "staging/unread_logs" : "staging/no_unread_logs",
        .. In("views"),
    ];

    /// <summary>What the file of a view says about it, line by line; empty for one that is not ours.</summary>
    public static IEnumerable<string> HeadOfView(string view) =>
        _texts.Values.FirstOrDefault(text => text.Contains($" VIEW {view.ToLowerInvariant()} AS", StringComparison.Ordinal))?
            .Split('\n').TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)).Select(line => line[2..].TrimStart()) ?? [];

    private static Dictionary<string, string> Load()
    {
        Dictionary<string, string> texts = new(StringComparer.Ordinal);
        System.Reflection.Assembly assembly = typeof(SqlCatalog).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Sql/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
            // Sql/series/17_runs.sql → series/runs
            string[] parts = resource.Replace('\\', '/').Split('/');
            string file = parts[^1][..^4];
            string bare = char.IsAsciiDigit(file[0]) ? file[(file.IndexOf('_', StringComparison.Ordinal) + 1)..] : file;
            texts.Add($"{parts[^2]}/{bare}", reader.ReadToEnd());
        }

        return texts;
    }
}
