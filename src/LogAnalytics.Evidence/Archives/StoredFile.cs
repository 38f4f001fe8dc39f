namespace LogAnalytics.Evidence.Archives;

/// <summary>A file that goes into an archive, wherever its content lies.</summary>
/// <param name="Name">With <c>/</c>.</param>
/// <param name="Open">Gives the content from its begin on.</param>
public sealed record StoredFile(string Name, Func<Stream> Open)
{
    public StoredFile(string name, byte[] content)
        : this(name, () => new MemoryStream(content, writable: false))
    {
    }

    /// <param name="path">Of a file that holds the content.</param>
    public StoredFile(string name, string path)
        : this(name, () => File.OpenRead(path))
    {
    }
}
