namespace LogAnalytics.Benchmarks.Sets;

/// <summary>Generated logs on disk.</summary>
/// <param name="Bytes">Of the logs themselves.</param>
internal sealed record LogSet(string Folder, int Files, long Bytes)
{
    public double Megabytes => Bytes / 1048576.0;

    public double Gigabytes => Bytes / 1073741824.0;

    public static IEnumerable<string> LogsIn(string folder) => Directory.EnumerateFiles(folder, "*.LOG", SearchOption.AllDirectories);

    public static LogSet Of(string folder)
    {
        FileInfo[] files = [.. LogsIn(folder).Select(path => new FileInfo(path))];
        return new LogSet(folder, files.Length, files.Sum(file => file.Length));
    }
}
