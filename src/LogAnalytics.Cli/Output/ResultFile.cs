using System.Text;

namespace LogAnalytics.Cli.Output;

/// <summary>The file of <c>--output</c>: written beside its place and renamed, so that a query which fails leaves no half of a result.</summary>
public sealed class ResultFile
{
    // The usual buffer of a stream costs a call to the system per kilobyte.
    private const int BufferBytes = 1 << 16;

    private readonly string _path;

    /// <exception cref="DirectoryNotFoundException">Its folder does not exist.</exception>
    public ResultFile(string path)
    {
        _path = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(_path)!;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"'{folder}' does not exist. Name a file in an existing folder with --output.");
        Temporary = Path.Combine(folder, $".{Path.GetFileName(_path)}.{Guid.NewGuid():N}");
    }

    /// <summary>What is written first.</summary>
    public string Temporary { get; }

    public static StreamWriter Text(string path) => new StreamWriter(path, append: false, new UTF8Encoding(false), BufferBytes);

    public void Write(Action<string> write)
    {
        try
        {
            write(Temporary);
            File.Move(Temporary, _path, overwrite: true);
        }
        finally
        {
            File.Delete(Temporary);
        }
    }
}
