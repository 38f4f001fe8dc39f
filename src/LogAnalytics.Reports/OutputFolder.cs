namespace LogAnalytics.Reports;

/// <summary>The folder of results. Each file is written beside its place and renamed, so none is ever half-written.</summary>
public sealed class OutputFolder
{
    private readonly string _root;

    public OutputFolder(string root)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(_root);
    }

    public string PathOf(string name) => Path.Combine(_root, name);

    /// <summary>Takes away what an earlier run wrote; nothing if it did not.</summary>
    public void Remove(string name) => File.Delete(PathOf(name));

    public void Write(string name, string text) => Write(name, writer => writer.Write(text));

    /// <summary>Writes what is too long to be held as one text.</summary>
    public void Write(string name, Action<TextWriter> write)
    {
        string temporary = PathOf($".{name}.{Guid.NewGuid():N}");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                using (StreamWriter writer = new(stream, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true))
                    write(writer);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, PathOf(name), overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
