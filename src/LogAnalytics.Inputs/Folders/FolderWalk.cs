namespace LogAnalytics.Inputs.Folders;

/// <summary>Finds the logs below folders, and names what it does not enter.</summary>
internal sealed class FolderWalk
{
    public List<FoundFile> Found { get; } = [];

    public List<KeyValuePair<string, string>> Unreadable { get; } = [];

    public List<KeyValuePair<string, string>> Skipped { get; } = [];

    /// <summary>
    /// By hand instead of AllDirectories: one folder without permission must not end the walk, and links are not followed, so it ends.
    /// </summary>
    /// <param name="glob">Null takes every log; a folder that matches it is taken whole.</param>
    public void Walk(string folder, string root, PathGlob? glob)
    {
        string[] files;
        string[] folders;
        try
        {
            files = Directory.GetFiles(folder);
            folders = Directory.GetDirectories(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            Unreadable.Add(new(folder, ReadFailure.Reason(e, folder)));
            return;
        }

        foreach (string file in files.Where(file => glob is null || glob.IsMatch(Relative(root, file))))
        {
            if (LogExtensions.IsLog(file) || glob is { EndsOpen: false })
                Found.Add(new FoundFile(root, file));
            else if (new FileInfo(file) is { LinkTarget: { } target } link && DiskFile.FinalTarget(link) is null)
                Skipped.Add(new(file, DiskFile.LeadsNowhere(target)));
        }

        foreach (string child in folders)
        {
            string relative = Relative(root, child);
            bool isTakenWhole = glob is null || glob.IsMatch(relative);
            if (!isTakenWhole && !glob!.MayMatchBelow(relative))
                continue;
            if (new DirectoryInfo(child).LinkTarget is { } target)
                Skipped.Add(new(child, $"a link to the folder '{target}', which is not followed; name it as INPUT if its logs count"));
            else
                Walk(child, root, isTakenWhole ? null : glob);
        }
    }

    /// <summary>With <c>/</c>. On Linux <c>\</c> is a character like others: <c>a\..\b</c> is one name, and must not become three.</summary>
    public static string Relative(string root, string path) => Slashes(Path.GetRelativePath(root, path));

    public static string Slashes(string path) => Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/');
}
