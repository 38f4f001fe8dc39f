using System.Reflection;

namespace LogAnalytics.Queries.Rules;

/// <summary>The rules that come with the tool, as files: <c>id/rule.sql</c>, <c>id/positive/…</c>, <c>id/negative/…</c>.</summary>
public static class BuiltInRules
{
    private const string Prefix = "Rules/";

    /// <summary>In the order of their ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [.. Files().Where(file => Path.GetFileName(file) == RuleFolder.RuleFile).Select(file => Rule.Parse(Path.GetDirectoryName(file)!, Text(file)))];

    /// <summary>Writes them with their fixtures, to be tested or copied.</summary>
    public static void WriteTo(string folder)
    {
        foreach (string file in Files())
        {
            string path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using FileStream target = File.Create(path);
            using Stream source = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + file)!;
            source.CopyTo(target);
        }
    }

    private static IEnumerable<string> Files() =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal);

    private static string Text(string file)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + file)!);
        return reader.ReadToEnd();
    }
}
