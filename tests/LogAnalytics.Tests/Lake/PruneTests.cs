using System.Globalization;
using System.IO.Compression;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Tests.SendLogs;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>Old days go whole, do not come back, and take nothing along of what stays.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class PruneTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private int _session;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Dry_run_says_what_would_go_and_changes_nothing()
    {
        WriteDays(10);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        string[] before = Samples.TreeFolder.Fingerprint(_workspace.Lake);
        CliResult result = await CliRunner.ExpectAsync(0, "prune", "--lake", _workspace.Lake, "--older-than", "4d");

        Assert.Equal(before, Samples.TreeFolder.Fingerprint(_workspace.Lake));
        Assert.Contains("EX01/Hub: 2026-03-01 to 2026-03-05, 5 days, 5 logs", result.Out, StringComparison.Ordinal);
        Assert.Contains("10 rows", result.Out, StringComparison.Ordinal);
        Assert.Contains("Add --yes", result.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing to prune", (await CliRunner.ExpectAsync(0, "prune", "--lake", _workspace.Lake, "--older-than", "400d", "--yes")).Out, StringComparison.Ordinal);
        foreach (string age in new[] { "4", "0d", "-1d", "4h", "d", "999999999d" })
            await CliRunner.ExpectAsync(2, "prune", "--lake", _workspace.Lake, "--older-than", age, "--yes");
    }

    [Fact]
    public async Task Pruned_days_are_gone_and_the_rest_is_whole()
    {
        WriteDays(10);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        await PruneAsync("4d");

        Assert.Equal([["pruned", 5L], ["converted", 5L]], LakeHelper.Rows(_workspace.Lake, "SELECT status, count(*) FROM files GROUP BY status ORDER BY status DESC"));
        Assert.Equal(5, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions"));
        Assert.Equal(10, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM files WHERE lines = header_lines + blank_lines + event_lines + rejected_lines + duplicate_lines"));
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM coverage WHERE hour < TIMESTAMP '2026-03-06'"));
        Assert.DoesNotContain(Directory.EnumerateFiles(_workspace.Lake, "*.parquet", SearchOption.AllDirectories), path => path.Contains("date=2026-03-05", StringComparison.Ordinal));
        Assert.Equal(10, Directory.EnumerateFiles(_workspace.Logs, "*.LOG", SearchOption.AllDirectories).Count());
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
        Assert.Equal([["prune", 0, 5L]], LakeHelper.Rows(_workspace.Lake, "SELECT verb, exit_code, counts['files_pruned'] FROM runs WHERE verb = 'prune'"));

        string restored = _workspace.PathOf("restored");
        CliResult all = await CliRunner.ExpectAsync(0, "restore", "--lake", _workspace.Lake, "--out", restored);
        Assert.Contains("5 logs were pruned", all.Error, StringComparison.Ordinal);
        Assert.Equal(5, Directory.EnumerateFiles(restored, "*.LOG", SearchOption.AllDirectories).Count());
        string gone = (string)LakeHelper.Rows(_workspace.Lake, "SELECT min(file_id) FROM files WHERE status = 'pruned'")[0][0]!;
        CliResult one = await CliRunner.ExpectAsync(3, "restore", gone, "--lake", _workspace.Lake, "--out", restored);
        Assert.Contains("was pruned", one.Error, StringComparison.Ordinal);
        // The same again: nothing older is left.
        Assert.Contains("Nothing to prune", (await CliRunner.ExpectAsync(0, "prune", "--lake", _workspace.Lake, "--older-than", "4d", "--yes")).Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("same")]
    [InlineData("forgotten")]
    [InlineData("renamed")]
    [InlineData("gzip")]
    [InlineData("zip")]
    [InlineData("late")]
    [InlineData("grown")]
    public async Task Pruned_logs_are_not_taken_in_again(string how)
    {
        WriteDays(10);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        await PruneAsync("4d");
        string[] before = Tables();
        string log = LogOf(2);
        switch (how)
        {
            case "forgotten":
                File.Delete(Path.Combine(_workspace.Lake, "_state/seen.json"));
                break;
            case "renamed":
                File.Move(log, log.Replace("-1.LOG", "-7.LOG", StringComparison.Ordinal));
                break;
            case "gzip":
                using (FileStream packed = File.Create(log + ".gz"))
                using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
                    gzip.Write(File.ReadAllBytes(log));
                File.Delete(log);
                break;
            case "zip":
                string folder = _workspace.PathOf("packed");
                Directory.CreateDirectory(folder);
                File.Move(log, Path.Combine(folder, Path.GetFileName(log)));
                ZipFile.CreateFromDirectory(folder, Path.Combine(Path.GetDirectoryName(log)!, "old.zip"));
                break;
            case "late":
                Write(new DateTime(2026, 3, 2, 7, 0, 0), new DateTime(2026, 3, 2, 7, 30, 0));
                break;
            case "grown":
                File.AppendAllText(log, "2026-03-02T23:50:00.000Z,Outbound,08DE7B0000000000,0,,198.51.100.25:25,*,,attempting to connect\r\n");
                break;
        }

        CliResult result = await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        Assert.Equal(before, Tables());
        if (how != "same")
            Assert.Contains("rows of days that were pruned", result.Error, StringComparison.Ordinal);
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
        // Only old logs are no missing input either.
        foreach (string young in Enumerable.Range(6, 5).Select(LogOf))
            File.Delete(young);
        // Nor is one taken in that comes only after another run.
        File.Move(LogOf(3), LogOf(3).Replace("-1.LOG", "-8.LOG", StringComparison.Ordinal));
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        await CliRunner.ExpectAsync(0, "rebuild", "--lake", _workspace.Lake, "--taxonomy", _workspace.Write("more.tsv", "my_family\tC\t550\t5.9.9\twords of mine\tmeaning\tsource\n"));
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
        Assert.Equal(5, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions"));
    }

    [Fact]
    public async Task Session_over_the_midnight_that_parts_them_stays_whole()
    {
        WriteDays(10);
        // Begins in the last hour of the 5th, which goes, and ends in a log of the 6th, which stays; both logs have more.
        string session = Write(new DateTime(2026, 3, 5, 23, 10, 0), new DateTime(2026, 3, 5, 23, 20, 0));
        string open = Id();
        File.AppendAllText(LogAt(new DateTime(2026, 3, 5, 23, 0, 0)), Row("2026-03-05T23:59:58.000Z", open, 0, "*", "attempting to connect"));
        File.AppendAllText(LogOf(6), Row("2026-03-06T00:00:02.000Z", open, 1, "-", "Local"));
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        CliResult result = await PruneAsync("4d");

        Assert.Contains("of 1 day stay the sessions that younger logs go on with", result.Out, StringComparison.Ordinal);
        Assert.Equal([[open, 2]], LakeHelper.Rows(_workspace.Lake, "SELECT session_id, event_count FROM sessions WHERE started_at < TIMESTAMP '2026-03-06'"));
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, $"SELECT count(*) FROM sessions WHERE session_id = '{session}'"));
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
        await CliRunner.ExpectAsync(0, "restore", "--lake", _workspace.Lake, "--out", _workspace.PathOf("restored"));
        string relative = Path.GetRelativePath(_workspace.Logs, LogOf(6));
        Assert.Equal(File.ReadAllBytes(LogOf(6)), File.ReadAllBytes(Path.Combine(_workspace.PathOf("restored"), relative)));

        // A row of the session that comes late finds it.
        File.AppendAllText(LogOf(6), Row("2026-03-06T00:00:03.000Z", open, 2, "*", "late"));
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        Assert.Equal([[3]], LakeHelper.Rows(_workspace.Lake, $"SELECT event_count FROM sessions WHERE session_id = '{open}'"));
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
        // And goes with the log that goes on with it.
        await PruneAsync("2d");
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions WHERE started_at < TIMESTAMP '2026-03-08'"));
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
    }

    [Fact]
    public async Task Old_log_that_has_grown_into_kept_days_is_taken_in_whole()
    {
        WriteDays(10);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        await PruneAsync("4d");
        File.AppendAllText(LogOf(5), Row("2026-03-06T00:10:00.000Z", Id(), 0, "*", "attempting to connect"));
        CliResult result = await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);

        Assert.Contains("1 files begin on days that were pruned", result.Error, StringComparison.Ordinal);
        Assert.Equal(7, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions"));
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
    }

    [Fact]
    public async Task Rejects_and_copies_of_what_stays_stay()
    {
        WriteDays(10);
        // The younger log repeats a row of an older one, which owns it, and has a line that cannot be read.
        string row = File.ReadLines(LogOf(3)).Last();
        File.AppendAllText(LogOf(7), row + "\r\nno row at all\r\n");
        await CliRunner.ExpectAsync(3, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        await PruneAsync("4d");

        Assert.Equal(1, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM rejects"));
        Assert.Equal(1, LakeHelper.Number(_workspace.Lake, "SELECT duplicate_lines FROM files WHERE path LIKE '%SEND20260307%'"));
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
        await CliRunner.ExpectAsync(0, "restore", "--lake", _workspace.Lake, "--out", _workspace.PathOf("restored"));
        Assert.Equal(File.ReadAllBytes(LogOf(7)), File.ReadAllBytes(Path.Combine(_workspace.PathOf("restored"), Path.GetRelativePath(_workspace.Logs, LogOf(7)))));
        await CliRunner.ExpectAsync(0, "rebuild", "--lake", _workspace.Lake, "--rejects");
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
    }

    [Fact]
    public async Task Row_of_a_wrong_clock_does_not_make_all_others_old()
    {
        WriteDays(10);
        Write(new DateTime(2099, 1, 1, 0, 0, 0), new DateTime(2099, 1, 1, 0, 1, 0));
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        int days = (int)(DateTime.UtcNow - new DateTime(2026, 3, 1)).TotalDays + 400;
        Assert.Contains("Nothing to prune", (await CliRunner.ExpectAsync(0, "prune", "--lake", _workspace.Lake, "--older-than", days.ToString(CultureInfo.InvariantCulture) + "d", "--yes")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Busy_lake_is_75_and_a_prune_that_is_cut_off_leaves_it_as_it_was()
    {
        WriteDays(10);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        string[] before = LakeHelper.Fingerprint(_workspace.Lake);
        using (LakeLock.Take(new LakeFolder(_workspace.Lake)))
            await CliRunner.ExpectAsync(75, "prune", "--lake", _workspace.Lake, "--older-than", "4d", "--yes");
        Assert.Equal(before, LakeHelper.Fingerprint(_workspace.Lake));

        // All is written but the manifest: as if it were killed right before its rename.
        string manifest = Path.Combine(_workspace.Lake, "_state/manifest.json");
        byte[] whole = File.ReadAllBytes(manifest);
        Directory.Move(_workspace.Lake, _workspace.PathOf("kept"));
        _workspace.Copy(_workspace.PathOf("kept"), "lake");
        await PruneAsync("4d");
        foreach (string file in Directory.EnumerateFiles(_workspace.PathOf("kept"), "*.parquet", SearchOption.AllDirectories).Where(file => !file.Contains("_state", StringComparison.Ordinal)))
        {
            string target = Path.Combine(_workspace.Lake, Path.GetRelativePath(_workspace.PathOf("kept"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        File.WriteAllBytes(manifest, whole);
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        Assert.Equal(before, LakeHelper.Fingerprint(_workspace.Lake));
    }

    private Task<CliResult> PruneAsync(string age) => CliRunner.ExpectAsync(0, "prune", "--lake", _workspace.Lake, "--older-than", age, "--yes");

    // A log with a session for each of the first days of March, at six in the evening.
    private void WriteDays(int days)
    {
        for (int day = 1; day <= days; day++)
            Write(new DateTime(2026, 3, day, 18, 0, 0), new DateTime(2026, 3, day, 18, 30, 0));
    }

    private string Write(DateTime from, DateTime to)
    {
        string session = Id();
        Directory.CreateDirectory(Path.GetDirectoryName(LogAt(from))!);
        File.WriteAllText(LogAt(from), LogWriter.Header + Row(Time(from), session, 0, "*", "attempting to connect") + Row(Time(to), session, 1, "-", "Local"));
        return session;
    }

    private string Id() => string.Create(CultureInfo.InvariantCulture, $"08DE7A{++_session:X10}");

    private string LogOf(int day) => LogAt(new DateTime(2026, 3, day, 18, 0, 0));

    private string LogAt(DateTime hour) =>
        Path.Combine(_workspace.Logs, string.Create(CultureInfo.InvariantCulture, $"EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND{hour:yyyyMMddHH}-1.LOG"));

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Row(string time, string session, int sequence, string logEvent, string context) =>
        string.Create(CultureInfo.InvariantCulture, $"{time},Outbound,{session},{sequence},192.0.2.10:3796,198.51.100.25:25,{logEvent},,{context}\r\n");

    // Everything but the ledger, which has one more row.
    private string[] Tables() => [.. LakeHelper.Fingerprint(_workspace.Lake).Where(line => !line.StartsWith("files/", StringComparison.Ordinal) && !line.StartsWith("_state/manifest", StringComparison.Ordinal))];
}
