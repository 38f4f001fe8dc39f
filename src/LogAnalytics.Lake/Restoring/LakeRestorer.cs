using System.Security.Cryptography;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Lake.Restoring;

/// <summary>Writes the logs of a lake again, each under the path that the ledger has.</summary>
/// <param name="budgetBytes">Size of the logs that are put together at a time.</param>
/// <param name="overwrites">Replace files that lie there with other content.</param>
public sealed class LakeRestorer(LakeFolder lake, long budgetBytes, bool overwrites, ConvertProgress progress)
{
    /// <param name="root">Folder to write below.</param>
    /// <param name="wanted">Ids of the files, or their beginnings; empty for all.</param>
    /// <exception cref="LakeException">A table is missing or altered.</exception>
    /// <exception cref="InputException">An id fits no file, or several.</exception>
    public async Task<RestoreReport> RestoreAsync(string root, IReadOnlyList<string> wanted, CancellationToken cancellation)
    {
        LakeManifest manifest = lake.ReadManifest();
        List<(LakeGroup Group, LedgerRow Row)> rows = [];
        foreach (LakeGroup group in manifest.Groups)
            rows.AddRange((await GroupConverter.ReadLedgerAsync(lake, group).ConfigureAwait(false)).Where(row => row.Status != FileStatus.Skipped).Select(row => (group, row)));
        HashSet<string> ids = Resolve(wanted, rows);
        RestoreReport report = new();
        foreach ((_, LedgerRow row) in rows.Where(entry => !entry.Row.IsHeld && ids.Contains(entry.Row.FileId)))
            report.Pruned.Add(row.Path);
        rows.RemoveAll(entry => !entry.Row.IsHeld);
        Dictionary<(LakeGroup, LedgerRow), string> targets = Targets(rows);
        progress.TotalBytes = rows.Where(entry => ids.Contains(entry.Row.FileId)).DistinctBy(entry => (entry.Group, entry.Row.FileId)).Sum(entry => entry.Row.Size);
        Directory.CreateDirectory(root);
        using ScratchFolder scratch = new();
        foreach (IGrouping<LakeGroup, LedgerRow> group in rows.GroupBy(entry => entry.Group, entry => entry.Row))
        {
            FileRestorer restorer = new(lake, group.Key, [.. group], budgetBytes, scratch.Root);
            await foreach (RestoredFile file in restorer.RestoreAsync(ids, cancellation).ConfigureAwait(false))
            {
                foreach (LedgerRow row in group.Where(row => row.FileId == file.Row.FileId))
                    Write(file, row, root, targets[(group.Key, row)], report);
                progress.AddBytesRead(file.Row.Size);
            }
        }

        return report;
    }

    private void Write(RestoredFile file, LedgerRow row, string root, string relative, RestoreReport report)
    {
        string target = Path.GetFullPath(Path.Combine(root, relative));
        if (file.Problem is not null)
        {
            report.Problems.Add(new(relative, file.Problem));
        }
        else if (!target.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            report.Problems.Add(new(relative, "its path leads out of the folder"));
        }
        else if (File.Exists(target) && IsSame(target, row))
        {
            report.FilesPresent++;
        }
        else if (Path.Exists(target) && (!overwrites || Directory.Exists(target)))
        {
            report.Problems.Add(new(relative, "something else lies there already: name another folder, or give --clobber"));
        }
        else
        {
            Put(file.Image, target);
            report.Files++;
            report.Bytes += row.Size;
            report.FilesUnpacked += LogExtensions.IsGzip(relative) ? 1 : 0;
        }
    }

    private static bool IsSame(string target, LedgerRow row)
    {
        using FileStream present = File.OpenRead(target);
        return present.Length == row.Size && Convert.ToHexStringLower(SHA256.HashData(present)) == row.FileId;
    }

    // Beside its place and renamed: no half of a file.
    private static void Put(FileImage image, string target)
    {
        string folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".restore-{Guid.NewGuid():N}");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                new FileImageStream(image).CopyTo(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static HashSet<string> Resolve(IReadOnlyList<string> wanted, List<(LakeGroup Group, LedgerRow Row)> rows)
    {
        HashSet<string> all = [.. rows.Select(entry => entry.Row.FileId)];
        if (wanted.Count == 0)
            return all;
        HashSet<string> ids = [];
        foreach (string start in wanted)
        {
            string[] fitting = [.. all.Where(id => id.StartsWith(start, StringComparison.OrdinalIgnoreCase)).Take(2)];
            if (fitting.Length != 1)
                throw new InputException($"'{start}' is the id of {(fitting.Length == 0 ? "no file" : "several files")}. SELECT file_id, path FROM files lists them.");
            ids.Add(fitting[0]);
        }

        return ids;
    }

    // The ledger's path; where several servers or versions share it, all but the first are told apart by what they are.
    private static Dictionary<(LakeGroup, LedgerRow), string> Targets(List<(LakeGroup Group, LedgerRow Row)> rows)
    {
        Dictionary<(LakeGroup, LedgerRow), string> targets = [];
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        foreach ((LakeGroup group, LedgerRow row) in rows.OrderBy(entry => FileChanges.IsReplaced(entry.Row)))
        {
            string version = FileChanges.IsReplaced(row) ? $".{row.FileId[..8]}" : "";
            string path = row.Path + version;
            if (!taken.Add(path))
                taken.Add(path = $"{group.Server}/{group.Service}/{path}");
            targets.Add((group, row), path);
        }

        return targets;
    }
}
