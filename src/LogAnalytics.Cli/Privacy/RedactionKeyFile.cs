using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Reports.Privacy;

namespace LogAnalytics.Cli.Privacy;

/// <summary>The key of a redaction on disk: outside the results, for its owner only.</summary>
public static class RedactionKeyFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <exception cref="InputException">It is no key, or lies in the results.</exception>
    public static RedactionKey ReadOrCreate(string path, string output, Streams streams)
    {
        // The key in the folder that is sent away would undo the redaction.
        if (IsBelow(path, output))
            throw new InputException($"--redact-key '{path}' lies in the folder of the results, which is to be sent away. Name a file elsewhere.");
        if (File.Exists(path))
            return Read(path, streams);
        RedactionKey key = RedactionKey.Create();
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // On Windows a file has the rights of its folder.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (FileStream stream = new(path, options))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(key.ToText()));
            stream.Flush(flushToDisk: true);
        }

        streams.Note($"New key {key.Id} in {path}. Keep it, and send it to nobody: it tells what each pseudonym stands for.");
        return key;
    }

    /// <exception cref="InputException">There is no such file, or it is no key.</exception>
    public static RedactionKey Read(string path, Streams streams)
    {
        if (!File.Exists(path))
            throw new InputException($"--redact-key '{path}' does not exist. Name the file that the results were redacted with.");
        RedactionKey key = RedactionKey.Read(File.ReadAllText(path))
            ?? throw new InputException($"--redact-key '{path}' is no key: it has to hold {RedactionKey.Bytes * 2} hexadecimal digits. Name a file that does not exist, and it is made.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly) != 0)
            streams.Note($"{path} can be read by others than its owner: chmod 600 it.");
        return key;
    }

    private static bool IsBelow(string path, string folder) =>
        Path.GetFullPath(path).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
