using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;

namespace LogAnalytics.Lake.Conversion;

/// <summary>The earlier versions of files, kept beside the manifest: a run adds what it saw.</summary>
public sealed class FileHistory(LakeFolder lake)
{
    /// <summary>
    /// Written before the manifest, so that no change goes unrecorded; a run that is cut off in between records it again, which is why
    /// equal entries are one.
    /// </summary>
    public async Task AddAsync(IReadOnlyCollection<FileVersion> versions)
    {
        if (versions.Count == 0 && File.Exists(lake.FileVersionsPath))
            return;
        IReadOnlyList<FileVersion> known = [];
        if (File.Exists(lake.FileVersionsPath))
        {
            await using FileStream content = File.OpenRead(lake.FileVersionsPath);
            known = await FileVersionsTable.ReadAsync(content).ConfigureAwait(false);
        }

        FileVersionsTable table = new();
        foreach (FileVersion version in known.Concat(versions).Distinct())
            table.Add(version);
        using TableFile file = new(table.Columns);
        lake.Replace(lake.FileVersionsPath, file.Complete());
    }
}
