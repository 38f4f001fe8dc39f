namespace LogAnalytics.Inputs.Archives;

/// <summary>Which members of an archive are logs, and why some of them are not taken.</summary>
internal static class ArchiveLogs
{
    private const string Remedy = " Unpack the archive yourself and name the folder.";
    private const int MostCharactersShown = 200;

    /// <summary>In order of their names, so that the same archive packed otherwise gives the same logs.</summary>
    public static IEnumerable<ArchiveLog> Of(IReadOnlyList<ZipMember> members)
    {
        // Two names that differ by case only are one file on Windows.
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach ((ZipMember member, string name) in members.Select(member => (member, MemberName.Normalize(member.Name))).OrderBy(entry => entry.Item2, StringComparer.Ordinal))
        {
            bool isFolder = name.EndsWith('/') && member.Bytes == 0;
            bool isTooLong = member.RawName.Length > MemberName.MostBytes;
            bool isLog = LogExtensions.IsLog(name.TrimEnd('/')) || (name.Length == 0 && member.Bytes > 0);
            if (isTooLong || (isLog && !isFolder))
                yield return new ArchiveLog(member, Shown(name), isTooLong ? MemberName.TooLong + "." + Remedy : WhyRefused(member, name, taken));
        }
    }

    private static string? WhyRefused(ZipMember member, string name, HashSet<string> taken)
    {
        string? fault = MemberName.WhyRefused(name);
        if (fault is null && name.EndsWith('/'))
            fault = "its name is that of a folder, but it has content";
        if (fault is null && LogExtensions.IsArchive(name))
            fault = "it is an archive within an archive, which is not opened";
        if (fault is null && !taken.Add(name))
            fault = "the archive holds two members of this name (upper and lower case count as one)";
        return fault is not null ? fault + "." + Remedy : member.WhyUnreadable();
    }

    private static string Shown(string name) => name.Length > MemberName.MostBytes ? name[..MostCharactersShown] + "…" : name;
}
