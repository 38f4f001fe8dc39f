using LogAnalytics.Inputs.Archives;
using LogAnalytics.Inputs.Folders;

namespace LogAnalytics.Inputs.Planning;

/// <summary>
/// Finds the logs of a plan again. Nothing is listed anew: a log that came since is not read, one that grew is read as far as the plan
/// saw it, and one that is gone or no longer what it was is named. So everybody who reads a part of the plan reads the same bytes.
/// </summary>
public sealed class PlannedInputs(IReadOnlyList<string> roots, InputLimits limits)
{
    private readonly List<InputFile> _files = [];
    private readonly List<KeyValuePair<string, string>> _unreadable = [];

    // An archive's directory is read once for all of its members.
    private readonly Dictionary<string, (Dictionary<string, ArchiveLog>? Logs, string? Problem)> _archives = new(StringComparer.Ordinal);

    public InputListing List(IEnumerable<PlannedGroup> groups)
    {
        foreach (PlannedGroup group in groups)
        {
            foreach (PlannedInput planned in group.Files)
                Add(group, planned);
        }

        _files.Sort(InputFile.CompareInListing);
        return new InputListing(_files, _unreadable);
    }

    private void Add(PlannedGroup group, PlannedInput planned)
    {
        string diskPath = Path.GetFullPath(planned.DiskPath(roots));
        try
        {
            FileInfo content = DiskFile.Resolve(diskPath);
            ZipMember? member = null;
            string? problem = !content.Exists ? "it is gone since the plan was made. Plan again."
                : planned.Member is null ? WhyOther(diskPath, planned.Bytes, content.Length)
                : FindMember(diskPath, planned, out member);
            if (problem is null)
                _files.Add(Found(group, planned, diskPath, member, content));
            else
                _unreadable.Add(new(planned.Path, problem));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(new(planned.Path, ReadFailure.Reason(e, diskPath)));
        }
    }

    private InputFile Found(PlannedGroup group, PlannedInput planned, string diskPath, ZipMember? member, FileInfo content)
    {
        bool isPlain = member is null && !LogExtensions.IsPacked(diskPath);
        return new InputFile
        {
            Path = planned.Path,
            DiskPath = diskPath,
            Root = roots[planned.Root],
            Member = member,
            Server = group.Server,
            Service = group.Service,
            Name = LogFileName.OfPath(planned.Path),
            DiskBytes = planned.Bytes,
            MostBytes = isPlain ? planned.Bytes : null,
            Sha256 = planned.Sha256,
            ModifiedUtc = content.LastWriteTimeUtc,
            Limits = limits,
        };
    }

    // A plain log may grow meanwhile; a packed one is finished.
    private static string? WhyOther(string diskPath, long planned, long now) =>
        now == planned || (now > planned && !LogExtensions.IsPacked(diskPath)) ? null : $"it had {planned} bytes when the plan was made, and has {now} now. Plan again.";

    private string? FindMember(string diskPath, PlannedInput planned, out ZipMember? member)
    {
        if (!_archives.TryGetValue(diskPath, out (Dictionary<string, ArchiveLog>? Logs, string? Problem) archive))
            _archives.Add(diskPath, archive = ReadArchive(diskPath));
        member = null;
        if (archive.Logs is null)
            return archive.Problem;
        if (!archive.Logs.TryGetValue(planned.Member!, out ArchiveLog log))
            return "the archive no longer holds it. Plan again.";
        member = log.Member;
        return log.Refusal ?? (log.Member.Bytes == planned.Bytes ? null : $"it had {planned.Bytes} bytes when the plan was made, and has {log.Member.Bytes} now. Plan again.");
    }

    private (Dictionary<string, ArchiveLog>? Logs, string? Problem) ReadArchive(string diskPath)
    {
        try
        {
            using FileStream archive = InputStream.OpenDisk(diskPath);
            return (ArchiveLogs.Of(ZipDirectory.Read(archive, limits)).Where(log => log.Refusal is null).ToDictionary(log => log.Name, StringComparer.Ordinal), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return (null, ReadFailure.Reason(e, diskPath));
        }
    }
}
