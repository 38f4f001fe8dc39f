namespace LogAnalytics.Reports.Findings;

/// <summary>The JSON schemas (draft 2020-12) of findings.json and run.json, as <c>docs/schema</c> has them.</summary>
public static class FindingsSchemas
{
    public static IReadOnlyList<string> Names { get; } = ["findings", "run"];

    public static string Text(string name)
    {
        using StreamReader reader = new(typeof(FindingsSchemas).Assembly.GetManifestResourceStream($"schema/{name}.json")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
