using LogAnalytics.Evidence.Hashing;

namespace LogAnalytics.Evidence.Verifying;

/// <summary>Compares a set of files with its manifest, the manifest with its hash, and the run log with itself.</summary>
public static class BundleVerifier
{
    /// <param name="expected">The root hash that somebody wrote down, or the beginning of it; null: none.</param>
    public static BundleReport Verify(FileSet files, string? expected = null)
    {
        List<Difference> problems = [.. files.Problems];
        byte[]? bytes = files.Read(Manifest.FileName);
        if (bytes is null)
        {
            problems.Add(new Difference(Manifest.FileName, "is missing"));
            return new BundleReport(null, null, files.Files, problems);
        }

        string root = Sha256Text.Of(bytes);
        if (expected is not null && !root.StartsWith(expected, StringComparison.OrdinalIgnoreCase))
            problems.Add(new Difference(Manifest.FileName, $"has the root hash {root}, not the expected one"));
        byte[]? hashFile = files.Read(Manifest.HashFileName);
        if (hashFile is null)
            problems.Add(new Difference(Manifest.HashFileName, "is missing"));
        else if (!hashFile.AsSpan().SequenceEqual(Manifest.HashFile(root)))
            problems.Add(new Difference(Manifest.FileName, $"and {Manifest.HashFileName} do not belong together: one of them was changed"));
        Manifest? manifest = Manifest.Read(bytes);
        if (manifest is null)
            problems.Add(new Difference(Manifest.FileName, "cannot be read"));
        else
            problems.AddRange([.. Compare(manifest, files), .. CheckLog(manifest, files)]);
        return new BundleReport(root, manifest, files.Files, problems);
    }

    private static IEnumerable<Difference> Compare(Manifest manifest, FileSet files)
    {
        Dictionary<string, FileHash> found = files.Files.Where(file => file.Path is not (Manifest.FileName or Manifest.HashFileName)).ToDictionary(file => file.Path, StringComparer.Ordinal);
        FileHash[] missing = [.. manifest.Outputs.Where(file => !found.ContainsKey(file.Path))];
        foreach (IGrouping<string, FileHash> twice in manifest.Outputs.GroupBy(file => file.Path).Where(group => group.Count() > 1))
            yield return new Difference(Manifest.FileName, $"names {twice.Key} more than once");
        foreach (FileHash written in manifest.Outputs.Where(file => found.ContainsKey(file.Path)))
        {
            FileHash now = found[written.Path];
            if (now.Size != written.Size)
                yield return new Difference(written.Path, $"was changed: it has {now.Size} bytes, not {written.Size}");
            else if (now.Sha256 != written.Sha256)
                yield return new Difference(written.Path, "was changed: its SHA-256 differs from the manifest's");
            found.Remove(written.Path);
        }

        foreach (FileHash gone in missing)
        {
            FileHash? renamed = found.Values.FirstOrDefault(file => file.Sha256 == gone.Sha256);
            yield return new Difference(gone.Path, renamed is null ? "is missing" : $"is missing; {renamed.Path} has its content");
        }

        foreach (FileHash added in found.Values.OrderBy(file => file.Path, StringComparer.Ordinal))
            yield return new Difference(added.Path, "was added: the manifest does not name it");
    }

    private static IEnumerable<Difference> CheckLog(Manifest manifest, FileSet files)
    {
        if (files.Read(RunLog.FileName) is not { } log)
            yield break;
        foreach (string problem in RunLog.Check(log))
            yield return new Difference(RunLog.FileName, problem);
        if (RunLog.Head(log) != manifest.RunLogHead)
            yield return new Difference(RunLog.FileName, "does not end with the run that wrote the manifest");
        // In a bundle there are more files than the run wrote.
        else if (manifest.ResultsSha256 is null && RunLog.Last(log)?.OutputsSha256 != Sha256Text.OfList(manifest.Outputs.Where(file => file.Path != RunLog.FileName)))
            yield return new Difference(RunLog.FileName, "its last entry has other outputs than the manifest");
    }
}
