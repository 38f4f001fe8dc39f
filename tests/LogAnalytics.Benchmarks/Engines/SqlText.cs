namespace LogAnalytics.Benchmarks.Engines;

/// <summary>The SQL of the peer by name, e.g. <c>peer/tuned</c> for <c>Sql/peer/tuned.sql</c>.</summary>
internal static class SqlText
{
    /// <param name="values">Stand in the text as <c>{name}</c>: the engine binds no parameter in COPY … TO and SET.</param>
    public static string Of(string name, params (string Name, string Value)[] values)
    {
        using StreamReader reader = new(typeof(SqlText).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"no SQL '{name}'"));
        string text = reader.ReadToEnd();
        foreach ((string key, string value) in values)
            text = text.Replace("{" + key + "}", value.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal);
        return text;
    }
}
