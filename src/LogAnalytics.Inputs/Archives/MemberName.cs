namespace LogAnalytics.Inputs.Archives;

/// <summary>
/// Which names of archive members are taken. They become paths in the ledger and, when logs are written again, on a disk, so none may
/// lead elsewhere, on Windows or Linux.
/// </summary>
public static class MemberName
{
    /// <summary>A path that Linux (4096 bytes) and Windows (32767 characters) can still hold below some folder.</summary>
    public const int MostBytes = 1024;

    /// <summary>NTFS and the file systems of Linux end there.</summary>
    public const int MostSegmentCharacters = 255;

    public const string TooLong = "its name is too long";

    private const string LeadsOut = "its name leads out of the archive";

    /// <summary>With <c>/</c>, and without segments that say nothing (<c>./a//b.log</c>).</summary>
    public static string Normalize(string name)
    {
        string slashes = name.Replace('\\', '/');
        string joined = string.Join('/', slashes.Split('/').Where(segment => segment.Length > 0 && segment != "."));
        // What makes it absolute, or a folder, stays visible.
        return (slashes.StartsWith('/') ? "/" : "") + joined + (joined.Length > 0 && slashes.EndsWith('/') ? "/" : "");
    }

    /// <param name="name">As <see cref="Normalize"/> gives it.</param>
    /// <returns>The reason; null for a name that is taken.</returns>
    public static string? WhyRefused(string name)
    {
        if (name.Length == 0)
            return "it has no name";
        if (name.Any(char.IsControl))
            return "its name holds control characters";
        if (name[0] == '/' || (name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0])))
            return LeadsOut;
        string[] segments = name.TrimEnd('/').Split('/');
        if (segments.Any(segment => segment.Length > MostSegmentCharacters))
            return TooLong;
        // Windows drops dots and blanks at the end: ".. " and "..." may mean "..".
        return segments.Any(segment => segment.StartsWith("..", StringComparison.Ordinal) && segment.Trim('.', ' ').Length == 0) ? LeadsOut : null;
    }
}
