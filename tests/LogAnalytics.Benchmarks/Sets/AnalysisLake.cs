using System.Globalization;
using DuckDB.NET.Data;
using LogAnalytics.Benchmarks.Engines;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Inputs.Planning;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Sharding;
using LogAnalytics.Samples;

namespace LogAnalytics.Benchmarks.Sets;

/// <summary>
/// Lakes of any number of sessions: a week of logs is converted once, and its tables are written again for each week and for busier
/// servers, with other times and ids. The last week has an incident. Events are left out: an analysis does not read them.
/// </summary>
internal sealed class AnalysisLake(string folder, int threads)
{
    private const int Servers = 8;
    private const int DaysPerWeek = 7;

    // Beyond a quarter of a year servers get busier instead.
    private const int MostWeeks = 12;
    private const string Incident = "certificate_name_changed";
    private static readonly string[] _unitTables = ["sessions", "messages", "recipients", "session_kinds", "connector_domains", "part_files"];

    /// <summary>Sessions in one week that is sampled, about; more come from more weeks and copies.</summary>
    private const long MostWeekSessions = 104_000;

    private const long LogBytesPerSession = 7_600;

    /// <summary>Writes the lake, if it is not there yet.</summary>
    /// <param name="sessions">About so many: whole weeks, whole multiples of a server's load.</param>
    /// <returns>Its folder.</returns>
    public string Get(long sessions)
    {
        long weekSessions = Math.Min(MostWeekSessions, sessions);
        int weeks = (int)Math.Clamp(sessions / weekSessions, 1, MostWeeks);
        int copies = (int)Math.Max(1, sessions / (weekSessions * weeks));
        string root = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"lake-{weekSessions}-{weeks}-{copies}"));
        LakeFolder lake = new(root);
        if (lake.Exists)
            return root;
        Console.Error.WriteLine($"writing a lake of about {weeks * copies * weekSessions:N0} sessions …");
        LakeFolder quiet = Week("clean_noisy", weekSessions);
        LakeFolder incident = Week(Incident, weekSessions);
        Directory.CreateDirectory(lake.TemporaryFolder);
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        Execute($"SET threads = {threads}");
        Source(quiet);
        for (int week = 0; week < weeks - 1; week++)
            Copy(week);
        Source(incident);
        Copy(weeks - 1);
        Commit(lake, incident);
        return root;

        void Source(LakeFolder source) => Execute(SqlText.Of("analyze/source", ("lake", source.Root)));

        void Copy(int week) => Execute(SqlText.Of(
            "analyze/copies", ("lake", root), ("days", Number(week * DaysPerWeek)), ("copies", Number(copies))));

        void Execute(string sql)
        {
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }
    }

    public int ServersOf(string root) => new LakeFolder(root).ReadManifest().Groups.Select(group => group.Server).Distinct().Count();

    /// <summary>Writes a plan, as if its tasks had made a lake.</summary>
    /// <returns>Its path.</returns>
    public string Plan(string root, int shards)
    {
        LakeFolder lake = new(root);
        string path = root + "-plan.json";
        using (StreamWriter writer = new(path))
        {
            PlanFile.Write(writer, new ShardPlan
            {
                Shards = shards,
                Roots = [],
                Groups = ShardPlanner.Assign([.. lake.ReadManifest().Groups.Select(group => new PlannedGroup(1, group.Server, group.Service, 1, []))], shards),
            });
        }

        ShardFolders folders = new(lake, PlanFile.Read(path));
        Directory.CreateDirectory(folders.Root);
        folders.MarkMerged();
        return path;
    }

    public void RemoveAll()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private LakeFolder Week(string kind, long sessions)
    {
        LakeFolder lake = new(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"week-{kind}-{sessions}")));
        if (lake.Exists)
            return lake;
        string logs = Path.Combine(folder, "logs");
        SampleTree.Write(logs, new SampleOptions { Incident = kind, Seed = 5, Servers = Servers, Days = DaysPerWeek, TargetBytes = sessions * LogBytesPerSession });
        MeasuredProcess.Run(null, "ours", "convert", logs, "--lake", lake.Root, "--quiet");
        Directory.Delete(logs, recursive: true);
        return lake;
    }

    private static void Commit(LakeFolder lake, LakeFolder week)
    {
        LakeManifest source = week.ReadManifest();
        SortedDictionary<string, LakeFile> schemas = new(StringComparer.Ordinal);
        foreach ((string table, LakeFile file) in source.Schemas)
            schemas[table] = Take(file);
        LakeGroup[] groups = [.. source.Groups.Select(group => new LakeGroup(
            group.Server, group.Service, Files(lake, $"files/server={group.Server}/service={group.Service}"), [], [],
            [.. Days(lake, group).Select(day => Unit(lake, group, day))]))];
        File.Copy(week.FileVersionsPath, lake.FileVersionsPath);
        lake.Commit(source with { Schemas = schemas, ReplyFamilies = Take(source.ReplyFamilies!), Groups = groups }, []);

        LakeFile Take(LakeFile file)
        {
            string target = lake.FullPath(file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(week.FullPath(file), target, overwrite: true);
            return file;
        }
    }

    private static IEnumerable<string> Days(LakeFolder lake, LakeGroup group) =>
        Directory.EnumerateDirectories(Path.Combine(lake.Root, "sessions", "server=" + group.Server))
            .Select(path => Path.GetFileName(path)["date=".Length..]).Order(StringComparer.Ordinal);

    private static LakeUnit Unit(LakeFolder lake, LakeGroup group, string day) => new(
        DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber, "",
        _unitTables.ToDictionary(table => table, table => Files(lake, $"{table}/server={group.Server}/date={day}/service={group.Service}")));

    // Nobody verifies these lakes, so the files are named without their hashes.
    private static IReadOnlyList<LakeFile> Files(LakeFolder lake, string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(lake.Root, folder), "*.parquet").Order(StringComparer.Ordinal)
            .Select(path => new LakeFile($"{folder}/{Path.GetFileName(path)}", 0, new FileInfo(path).Length, ""))];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
