using LogAnalytics.Inputs;
using LogAnalytics.Tests.Inputs;
using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>What a user sees of input that is made to do harm: the rest is read, the bad is named with a remedy, exit 3.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class HostileInputTests : IDisposable
{
    private static readonly DateTime _hour = new(2026, 3, 10, 7, 0, 0);

    private readonly Workspace _workspace = new();

    public HostileInputTests() => _workspace.Write("logs/EX01/" + LogRows.FileName(_hour), Log("08DE000000000001"));

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Convert_zip_bomb_keeps_the_rows_before_it_and_names_the_option()
    {
        byte[] log = System.Text.Encoding.UTF8.GetBytes(Log("08DE000000000002"));
        byte[] bomb = [.. log, .. new byte[InputLimits.RatioCountsFromBytes]];
        // It says that it is small.
        Write("logs/EX02.zip", new RawZip().Add("SEND2026031007-1.LOG"u8.ToArray(), bomb, entry => entry with { Bytes = 1 << 20 }).ToArray());
        Write("logs/EX03/SEND2026031007-1.LOG.gz", RawZip.Gzip(bomb));
        CliResult result = await ConvertAsync();
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("longer than its archive says", result.Error, StringComparison.Ordinal);
        Assert.Contains("cannot read SEND2026031007-1.LOG.gz", result.Error.Replace("EX03/", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("raise --max-ratio", result.Error, StringComparison.Ordinal);
        Assert.Equal(["EX01", "EX02", "EX03"], LakeHelper.Rows(_workspace.Lake, "SELECT DISTINCT server FROM events ORDER BY 1").Select(row => row[0]));
    }

    [Fact]
    public async Task Convert_again_with_the_limit_raised_reads_what_was_cut()
    {
        Write("logs/EX02/SEND2026031007-1.LOG.gz", RawZip.Gzip(System.Text.Encoding.UTF8.GetBytes(Log("08DE000000000002"))));
        CliResult cut = await ConvertAsync("--max-unpacked", "1K");
        Assert.Equal(3, cut.ExitCode);
        Assert.Contains("it unpacks to more than 1024 bytes. If it is a log, raise --max-unpacked.", cut.Error, StringComparison.Ordinal);
        CliResult whole = await ConvertAsync();
        Assert.Equal((0, 15L), (whole.ExitCode, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events WHERE server = 'EX02'")));
    }

    [Fact]
    public async Task Convert_archive_with_too_many_members_is_named()
    {
        Write("logs/EX02.zip", new RawZip().Add("a.log", "x").Add("b.log", "x").ToArray());
        CliResult result = await ConvertAsync("--max-members", "1");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("it holds 2 members. If they are logs, raise --max-members (now 1).", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_pipe_is_named_and_the_rest_read()
    {
        if (!OperatingSystem.IsLinux())
            return;
        LinuxFiles.MakePipe(_workspace.PathOf("logs/EX01/x.log"));
        CliResult result = await Task.Run(() => ConvertAsync()).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("it is a pipe, not a file. Take it out of the input.\n", result.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.StartsWith("1 files, 15 rows", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_link_to_a_folder_is_a_note()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Directory.CreateSymbolicLink(_workspace.PathOf("logs/EX02"), "EX01");
        CliResult result = await ConvertAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("a link to the folder 'EX01', which is not followed", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("link", (await ConvertAsync("--quiet")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_name_with_a_line_end_stays_one_line_on_the_terminal()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _workspace.Write("logs/EX01/a\nloganalytics: all is well \u001b[2J.log", "no log");
        CliResult result = await ConvertAsync();
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("\nloganalytics: all is well", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Error);
    }

    [Fact]
    public async Task Convert_log_that_changed_after_it_was_listed_is_named_and_read_again()
    {
        _workspace.Write("logs/EX01/SEND2026031008-1.LOG", Log("08DE000000000002"));
        InputListing listing = LakeHelper.List(_workspace.Logs);
        File.AppendAllText(listing.Files[0].DiskPath, Log("08DE000000000003"));
        var report = await LakeHelper.ConvertAsync(_workspace.Lake, new(), listing);
        Assert.Equal("it changed while the logs were read. Run again.", Assert.Single(report.Unreadable).Value);
        report = await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        Assert.Equal((0, 1, 1), (report.Unreadable.Count, report.FilesConverted, report.FilesUnchanged));
        Assert.Equal(45, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task Convert_newest_log_that_grows_is_no_failure()
    {
        InputListing listing = LakeHelper.List(_workspace.Logs);
        File.AppendAllText(listing.Files[0].DiskPath, Log("08DE000000000003"));
        Assert.Empty((await LakeHelper.ConvertAsync(_workspace.Lake, new(), listing)).Unreadable);
    }

    private static string Log(string session) => LogRows.Header + string.Concat(LogRows.Session(session, _hour, TimeSpan.FromSeconds(1)));

    private Task<CliResult> ConvertAsync(params string[] options) => CliRunner.RunAsync(["convert", _workspace.Logs, "--lake", _workspace.Lake, .. options]);

    private void Write(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_workspace.PathOf(relative))!);
        File.WriteAllBytes(_workspace.PathOf(relative), bytes);
    }
}
