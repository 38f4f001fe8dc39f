using LogAnalytics.Cli.Options;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Cli.Doctoring;

/// <summary>A lake as it lies there: who may write, whether it can be read, who uses it, what was left.</summary>
internal static class LakeChecks
{
    // A run rewrites the days that new rows touch before it removes the old files.
    private const double LeastFreeShare = 0.1;
    private const long LeastFreeBytes = 1L << 30;

    public static IEnumerable<Finding> All(string root)
    {
        LakeFolder lake = new(root);
        LakeManifest? manifest = null;
        Finding? damage = null;
        try
        {
            manifest = lake.ReadManifest();
        }
        catch (LakeException e)
        {
            damage = new Finding(Verdict.Fail, "lake", e.Message, "'loganalytics verify --lake' says more, if this version can read it.");
        }

        long bytes = manifest?.AllFiles.Sum(entry => entry.File.Bytes) ?? 0;
        yield return MachineChecks.Writable("lake folder", root, Math.Max(LeastFreeBytes, (long)(bytes * LeastFreeShare)), "Name another folder with --lake, or give this account the right to write.");
        if (damage is not null)
            yield return damage;
        if (manifest is null)
            yield break;
        if (!lake.Exists)
        {
            yield return Finding.Ok("lake", "there is none yet; 'loganalytics convert' or 'run' makes it");
            yield break;
        }

        yield return Content(lake, manifest, bytes);
        yield return Lock(lake);
        int left = Directory.EnumerateFiles(lake.TemporaryFolder, ".tmp-*").Count();
        yield return Finding.Ok("left over", left == 0 ? "nothing" : $"{left} temporary files of runs that were cut off; the next run removes them");
    }

    private static Finding Content(LakeFolder lake, LakeManifest manifest, long bytes)
    {
        string[] missing = [.. manifest.AllFiles.Select(entry => lake.FullPath(entry.File)).Where(path => !File.Exists(path))];
        if (missing.Length > 0)
            return new Finding(Verdict.Fail, "lake", $"{missing.Length} tables are missing, such as {missing[0]}", "Put them back from a backup, or convert the logs into a new lake; 'verify --lake' lists all.");
        if (manifest.LacksTables)
            return new Finding(Verdict.Fail, "lake", $"an earlier version wrote it (parser {manifest.ParserVersion}): its tables lack what queries and analyses ask for", $"Run 'loganalytics rebuild --lake {lake.Root}' once; it needs no logs.");
        int servers = manifest.Groups.Select(group => group.Server).Distinct().Count();
        return Finding.Ok("lake", $"layout {manifest.LayoutVersion}, parser {manifest.ParserVersion}, {servers} servers, {SizeText.Show(bytes)} of tables; every file is there ('verify --lake' reads them)");
    }

    // The lock is the open handle; trying to have it for a moment tells, and changes nothing.
    private static Finding Lock(LakeFolder lake)
    {
        if (!File.Exists(Path.Combine(lake.TemporaryFolder, LakeLock.FileName)))
            return Finding.Ok("lock", "free");
        try
        {
            using LakeLock held = LakeLock.Take(lake);
            return Finding.Ok("lock", "free");
        }
        catch (LakeBusyException)
        {
            return new Finding(Verdict.Warn, "lock", "another run is writing to this lake", "Wait for it; a run that starts now ends with 75.");
        }
        catch (LakeException e)
        {
            return new Finding(Verdict.Fail, "lock", e.Message, "Give this account the right to write to the lake's files.");
        }
    }
}
