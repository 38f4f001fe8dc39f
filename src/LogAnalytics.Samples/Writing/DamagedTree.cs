using System.Text;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Writing;

/// <summary>A tree of small files of one server: each hour's rows are spoiled in another way, and foreign logs lie among them.</summary>
internal static class DamagedTree
{
    private const string Server = "EX01";
    private const string SendFolder = $"{Server}/{ServerLog.FolderBelowServer}";
    private const double MostSessionsPerHour = 4;

    /// <summary>Hours with fewer rows leave no room for the damage.</summary>
    private const int LeastRows = 16;

    public static SampleTruth Write(string directory, SampleOptions options)
    {
        // Two days always hold enough busy hours.
        SampleOptions source = options with { Servers = 1, Days = 2, TargetBytes = null };
        SampleWorld world = SampleWorld.Create(source);
        var hourly = new HourlySink();
        new TreeGenerator(world, Math.Min(options.SessionsPerServerHour, MostSessionsPerHour), hourly).Run();
        var hours = new Queue<(long Hour, List<byte[]> Rows)>(hourly.Hours.Where(hour => hour.Value.Count >= LeastRows).Select(hour => (hour.Key, hour.Value)));

        var files = new List<SpoiledFile>();
        foreach (Func<List<byte[]>, long, SpoiledFile> spoil in Spoilers.All)
        {
            (long hour, List<byte[]> rows) = hours.Dequeue();
            files.Add(Place(spoil(rows, hour * 3_600_000), hour, 1));
        }

        (long gapHour, List<byte[]> gapRows) = hours.Dequeue();
        int third = gapRows.Count / 3;
        files.Add(Place(Spoilers.Whole(gapRows[..third], gapHour * 3_600_000), gapHour, 1));
        files.Add(Place(Spoilers.Whole(gapRows[(2 * third)..], gapHour * 3_600_000, "instance 2 of this hour is missing, and with it rows of open sessions"), gapHour, 3));

        SpoiledFile original = files[0];
        files.Add(original with
        {
            Truth = original.Truth with
            {
                Path = original.Truth.Path + ".gz",
                EventLines = 0,
                DuplicateLines = original.Truth.EventLines,
                Why = "a packed copy of the file of the same name: every row is a duplicate",
            },
            Events = [],
            Packing = Packing.Gzip,
        });
        (long zipHour, List<byte[]> zipRows) = hours.Dequeue();
        SpoiledFile member = Place(Spoilers.Whole(zipRows, zipHour * 3_600_000, "member of an archive"), zipHour, 1);
        files.Add(member with { Truth = member.Truth with { Path = "older-logs.zip!/" + member.Truth.Path }, Packing = Packing.Zip });
        files.Add(new SpoiledFile([], [], new TruthFile
        {
            Path = $"{SendFolder}/{ServerLog.FileName(hours.Dequeue().Hour, 1)}",
            LogType = "none",
            Bytes = 0,
            Lines = 0,
            HeaderLines = 0,
            EventLines = 0,
            Why = "empty",
        }));
        files.AddRange(ForeignLogs.All(Server, SendFolder, world.StartMs));

        foreach (SpoiledFile file in files)
            file.WriteTo(directory);
        SpoiledFile[] ordered = [.. files.OrderBy(file => file.Truth.Path, StringComparer.Ordinal)];
        byte[][] events = [.. ordered.SelectMany(file => file.Events)];
        return SampleTree.Truth(options, world) with
        {
            End = source.Start.AddDays(source.Days),
            Totals = new TruthTotals
            {
                Files = ordered.Length,
                Bytes = SpoiledFile.BytesOnDisk(directory),
                Rows = events.Length,
                Sessions = events.Select(SessionId).Distinct(StringComparer.Ordinal).Count(),
                Recipients = events.Count(row => row.AsSpan().IndexOf(",>,RCPT TO:<"u8) > 0),
                Trials = 0,
                TrialsFailed = 0,
                TrialsFailedInBackground = 0,
            },
            Files = [.. ordered.Select(file => file.Truth)],
        };
    }

    private static SpoiledFile Place(SpoiledFile file, long hour, int instance) =>
        file with { Truth = file.Truth with { Path = $"{SendFolder}/{ServerLog.FileName(hour, instance)}" } };

    /// <summary>The third field; the second may be quoted.</summary>
    private static string SessionId(byte[] row)
    {
        const int ConnectorAt = 25; // behind the 24 characters of the time and a comma
        ReadOnlySpan<byte> rest = row.AsSpan(ConnectorAt);
        rest = rest[0] == '"' ? rest[(rest.IndexOf("\","u8) + 2)..] : rest[(rest.IndexOf((byte)',') + 1)..];
        return Encoding.ASCII.GetString(rest[..16]);
    }
}
