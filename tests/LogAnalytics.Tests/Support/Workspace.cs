namespace LogAnalytics.Tests.Support;

/// <summary>A temporary folder with a place for logs, lake and results.</summary>
internal sealed class Workspace : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("loganalytics-test-").FullName;

    public string Logs => Path.Combine(Root, "logs");

    public string Lake => Path.Combine(Root, "lake");

    public string Out => Path.Combine(Root, "out");

    public string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Copies a file or folder into the workspace.</summary>
    public string Copy(string source, string relative)
    {
        string target = PathOf(relative);
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
            return target;
        }

        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            Copy(file, Path.Combine(relative, Path.GetRelativePath(source, file)));
        return target;
    }

    public string Write(string relative, string text)
    {
        string target = PathOf(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
        return target;
    }

    /// <summary>A program of the user's own, for systems that have a shell.</summary>
    public string WriteScript(string relative, string body)
    {
        string target = Write(relative, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return target;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
