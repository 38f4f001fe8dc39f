using LogAnalytics.Benchmarks.Options;

namespace LogAnalytics.Benchmarks.Reporting;

/// <summary>The results of one kind of machine: sections of a run replace those with the same title.</summary>
internal static class ResultFile
{
    public const string Heading = "## ";

    public static void Save(string cpu, IReadOnlyList<Section> sections)
    {
        string path = Path.Combine(Folder(), string.Join('-', cpu.ToLowerInvariant().Split([.. cpu.ToLowerInvariant().Where(c => !char.IsAsciiLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries)) + ".md");
        List<(string Title, string Text)> all = File.Exists(path) ? Read(File.ReadAllText(path)) : [];
        foreach (Section section in sections)
        {
            int known = all.FindIndex(entry => entry.Title == section.Title);
            if (known < 0)
                all.Add((section.Title, section.Text));
            else
                all[known] = (section.Title, section.Text);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"# {cpu}\n\n{string.Join('\n', all.Select(entry => entry.Text))}");
        Console.Error.WriteLine($"saved {path}");
    }

    private static List<(string Title, string Text)> Read(string text) =>
        [.. text.Split("\n" + Heading)[1..].Select(section => (section[..section.IndexOf('\n', StringComparison.Ordinal)], $"{Heading}{section.TrimEnd('\n')}\n"))];

    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LogAnalytics.sln")))
            folder = folder.Parent;
        return folder is null
            ? throw new BenchException("--save works inside a clone only.")
            : Path.Combine(folder.FullName, "tests", "LogAnalytics.Benchmarks", "Results");
    }
}
