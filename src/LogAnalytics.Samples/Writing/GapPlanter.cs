using System.Globalization;
using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.Writing;

/// <summary>Takes logs out of a tree that was written: one gap of each kind, each on a server and at a time of its own.</summary>
internal static class GapPlanter
{
    /// <summary>The first, second and last server have one gap each of those that need many hours.</summary>
    public const int LeastServers = 3;

    /// <summary>The gaps lie on different days.</summary>
    public const int LeastDays = 3;

    private sealed record LogFile(string Path, string Server, DateTime Hour, int Instance);

    public static SampleTruth Plant(string directory, SampleTruth truth)
    {
        var random = new Prng(Prng.Mix((ulong)(uint)truth.Seed, 0x47415053));
        List<LogFile> files = [.. Directory.EnumerateFiles(directory, "*.LOG", SearchOption.AllDirectories)
            .Select(path => Read(System.IO.Path.GetRelativePath(directory, path).Replace('\\', '/')))
            .OrderBy(file => file.Server, StringComparer.Ordinal).ThenBy(file => file.Hour).ThenBy(file => file.Instance)];
        string[] servers = [.. truth.Servers.Select(server => server.Name)];
        DateTime busy = truth.Start.Date.AddDays(1).AddHours(random.Between(9, 13));
        List<TruthGap> gaps =
        [
            Remove("retention_edge", servers[0], truth.Start, truth.Start.AddHours(random.Between(14, 20))),
            Remove("quiet", servers[1], busy, busy.AddHours(random.Between(3, 5))),
            Remove("logging_stopped", servers[^1], truth.End.AddHours(-random.Between(12, 18)), truth.End.AddHours(1)),
        ];
        LogFile? inner = files.FirstOrDefault(file => file.Server == servers[0] && file.Instance > 1 && files.Any(next => next.Server == file.Server && next.Hour == file.Hour && next.Instance == file.Instance + 1));
        if (inner is not null)
            gaps.Add(Remove("missing_instance", inner.Server, inner.Hour, inner.Hour.AddHours(1), file => file == inner));
        // Of few sessions none may be whole in a file: then no row is cut, as no instance is missing where no hour has three.
        IEnumerable<LogFile> later = files.Where(file => file.Server == servers[1] && file.Hour >= busy.AddHours(8));
        if (later.Select(file => CutRow(directory, file)).FirstOrDefault(gap => gap is not null) is { } hole)
            gaps.Add(hole);
        return truth with { Gaps = gaps, Files = [.. truth.Files.Where(file => files.Any(left => left.Path == file.Path))] };

        TruthGap Remove(string kind, string server, DateTime from, DateTime to, Predicate<LogFile>? which = null)
        {
            LogFile[] removed = [.. files.Where(file => file.Server == server && file.Hour >= from && file.Hour < to && (which is null || which(file)))];
            foreach (LogFile file in removed)
            {
                File.Delete(System.IO.Path.Combine(directory, file.Path));
                files.Remove(file);
            }

            return new TruthGap(server, kind, from, to, [.. removed.Select(file => file.Path)]);
        }
    }

    // The second row of a session that begins and goes on in the file; null where there is none, and the file stays as it is.
    private static TruthGap? CutRow(string directory, LogFile file)
    {
        string path = System.IO.Path.Combine(directory, file.Path);
        List<string> lines = [.. File.ReadAllText(path).Split("\r\n")];
        string[][] rows = [.. lines.Select(line => line.Split(',', 5))];
        int cut = Array.FindIndex(rows, row => row.Length == 5 && row[3] == "1" && rows.Any(other => other.Length == 5 && other[2] == row[2] && other[3] == "2"));
        if (cut < 0)
            return null;
        lines.RemoveAt(cut);
        File.WriteAllText(path, string.Join("\r\n", lines));
        return new TruthGap(file.Server, "sequence_hole", file.Hour, file.Hour.AddHours(1), [file.Path]);
    }

    // EX01/…/SEND2026031006-2.LOG
    private static LogFile Read(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        return new LogFile(
            path, path[..path.IndexOf('/', StringComparison.Ordinal)],
            DateTime.ParseExact(name[4..14], "yyyyMMddHH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            int.Parse(name[15..^4], CultureInfo.InvariantCulture));
    }
}
