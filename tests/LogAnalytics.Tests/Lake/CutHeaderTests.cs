using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>Logs that end within their header: of a server that stopped there, or of a copy that was cut off.</summary>
public sealed class CutHeaderTests : IDisposable
{
    private const string Folder = "logs/EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend";

    private static readonly DateTime _start = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Send_log_cut_at_any_byte_of_its_header_is_kept_and_may_grow()
    {
        int[] cuts = [.. Enumerable.Range(1, LogRows.Header.Length - 1)];
        foreach (int cut in cuts)
            _workspace.Write(PathOf(cut), LogRows.Header[..cut]);
        _workspace.Write(Path.Combine(Folder, LogRows.FileName(_start.AddHours(1))), Whole(0));

        ConvertReport report = await ConvertAsync();

        Assert.Empty(report.Skipped);
        Assert.Equal(cuts.Length + 1, report.FilesConverted);
        await AssertProvedAsync();
        await new LakeRestorer(new LakeFolder(_workspace.Lake), 100_000, false, new ConvertProgress()).RestoreAsync(_workspace.Out, [], default);
        Assert.All(cuts, cut => Assert.Equal(LogRows.Header[..cut], File.ReadAllText(_workspace.PathOf(Path.Combine("out", Path.GetRelativePath("logs", PathOf(cut)))))));

        foreach (int cut in cuts)
            _workspace.Write(PathOf(cut), Whole(cut));
        ConvertReport grown = await ConvertAsync();

        Assert.Equal(cuts.Length, grown.Changes[FileChange.Grown]);
        await AssertProvedAsync();
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.Logs);
        LakeHelper.AssertEqual(_workspace.PathOf("whole"), _workspace.Lake);
    }

    /// <summary>'SMTP ' is how both types begin.</summary>
    [Fact]
    public async Task Receive_log_that_passed_for_a_Send_log_while_it_was_cut_is_skipped_when_it_has_grown()
    {
        string header = LogRows.Header.Replace("SMTP Send", "SMTP Receive", StringComparison.Ordinal);
        _workspace.Write(PathOf(1), header[..(header.IndexOf("SMTP", StringComparison.Ordinal) + 5)]);
        _workspace.Write(Path.Combine(Folder, LogRows.FileName(_start.AddHours(1))), Whole(0));
        Assert.Empty((await ConvertAsync()).Skipped);

        _workspace.Write(PathOf(1), header + string.Concat(LogRows.Session("08DE000000000001", _start, TimeSpan.FromSeconds(1))));

        Assert.Single((await ConvertAsync()).Skipped);
        await AssertProvedAsync();
        Assert.Equal(15, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events"));
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.Logs);
        LakeHelper.AssertEqual(_workspace.PathOf("whole"), _workspace.Lake);
    }

    private static string PathOf(int number) => Path.Combine(Folder, $"SEND2026031008-{number}.LOG");

    private static string Whole(int number) =>
        LogRows.Header + string.Concat(LogRows.Session($"08DE0000{number:X8}", _start.AddSeconds(number), TimeSpan.FromSeconds(1)));

    private async Task<ConvertReport> ConvertAsync()
    {
        ConvertReport report = await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        Assert.Empty(report.Unbalanced);
        Assert.Empty(report.Unreadable);
        return report;
    }

    private async Task AssertProvedAsync()
    {
        VerifyReport report = await new LakeVerifier(new LakeFolder(_workspace.Lake), new ConvertOptions { Threads = 2 }, new ConvertProgress()).VerifyAsync(default);
        Assert.True(report.Problems.Count == 0, string.Join('\n', report.Problems));
    }
}
