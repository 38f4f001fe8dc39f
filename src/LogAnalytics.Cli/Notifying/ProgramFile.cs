namespace LogAnalytics.Cli.Notifying;

/// <summary>
/// Where a program lies. A bare name is looked for in PATH alone: never in the current folder, nor beside the tool, so that no file among
/// logs or results is ever run.
/// </summary>
internal static class ProgramFile
{
    /// <summary>Its full path; null where there is none.</summary>
    public static string? Find(string name, string? path)
    {
        if (name.Contains('/', StringComparison.Ordinal) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return Existing(Path.GetFullPath(name));
        return (path ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified).Select(folder => Existing(Path.Combine(folder, name))).FirstOrDefault(found => found is not null);
    }

    private static string? Existing(string path) =>
        OperatingSystem.IsWindows() ? new[] { path, path + ".exe" }.FirstOrDefault(File.Exists)
        : File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0 ? path
        : null;
}
