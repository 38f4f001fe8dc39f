using System.Diagnostics;
using System.Net.Sockets;
using LogAnalytics.Inputs;

namespace LogAnalytics.Tests.Inputs;

/// <summary>Links, pipes, devices, odd names, and files that change: each is read or named, and nothing hangs.</summary>
public sealed class OddFileTests : IDisposable
{
    private const string Log = "EX01/SEND2026031206-1.LOG";

    private readonly InputFolder _folder = new(Log);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_pipe_is_named_and_not_opened()
    {
        if (!OperatingSystem.IsLinux())
            return;
        LinuxFiles.MakePipe(_folder["EX01/pipe.log"]);
        LinuxFiles.MakePipe(_folder["EX01/pipe.zip"]);
        LinuxFiles.MakePipe(_folder["EX01/pipe.log.gz"]);
        InputListing listing = await InTime(() => _folder.List(""));
        Assert.Single(listing.Files);
        Assert.Equal(3, listing.Unreadable.Count(problem => problem.Value == "it is a pipe, not a file. Take it out of the input."));
    }

    [Fact]
    public async Task Open_pipe_that_took_the_place_of_a_log_is_named()
    {
        if (!OperatingSystem.IsLinux())
            return;
        InputFile file = _folder.List("").Files[0];
        File.Delete(file.DiskPath);
        LinuxFiles.MakePipe(file.DiskPath);
        UnreadableException e = await Assert.ThrowsAsync<UnreadableException>(() => InTime(() => InputFolder.ReadAll(file)));
        Assert.Contains("it is a pipe", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/stdin")]
    [InlineData("/dev/null")]
    public async Task List_link_to_what_is_no_file_is_named(string target)
    {
        if (!OperatingSystem.IsLinux())
            return;
        File.CreateSymbolicLink(_folder["EX01/x.log"], target);
        InputListing listing = await InTime(() => _folder.List(""));
        // Standard input may be a file where the tests run.
        if (target != "/dev/stdin")
            Assert.Contains("it is a device", Assert.Single(listing.Unreadable).Value, StringComparison.Ordinal);
        Assert.Contains(listing.Files, file => file.Path == Log);
    }

    [Fact]
    public void List_socket_is_named()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["s.log"]));
        Assert.Contains("it is a socket", Assert.Single(_folder.List("").Unreadable).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void List_link_to_a_file_is_read_and_known_by_the_file_that_it_leads_to()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _folder.Write("elsewhere/data", "0123456789");
        File.CreateSymbolicLink(_folder["middle"], _folder["elsewhere/data"]);
        File.CreateSymbolicLink(_folder["EX01/linked.log"], "../middle");
        DateTime changed = new(2026, 3, 12, 6, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_folder["elsewhere/data"], changed);
        InputFile file = _folder.List("EX01").Files.Single(file => file.DiskPath == _folder["EX01/linked.log"]);
        Assert.Equal((10, changed), (file.DiskBytes, file.ModifiedUtc));
        Assert.Equal("0123456789", InputFolder.ReadAll(file));
    }

    [Fact]
    public void List_links_that_lead_nowhere_or_in_a_circle_are_named()
    {
        if (!OperatingSystem.IsLinux())
            return;
        File.CreateSymbolicLink(_folder["EX01/gone.log"], "nowhere.log");
        File.CreateSymbolicLink(_folder["EX01/a.log"], "b.log");
        File.CreateSymbolicLink(_folder["EX01/b.log"], "a.log");
        File.CreateSymbolicLink(_folder["EX02"], "unmounted");
        InputListing listing = _folder.List("");
        Assert.Equal([Log], listing.Files.Select(file => file.Path));
        Assert.Equal(["EX01/a.log", "EX01/b.log", "EX01/gone.log"], listing.Unreadable.Select(problem => Path.GetRelativePath(_folder.Root, problem.Key)).Order(StringComparer.Ordinal));
        Assert.All(listing.Unreadable, problem => Assert.EndsWith("leads nowhere. Mend the link or take it away.", problem.Value, StringComparison.Ordinal));
        Assert.Equal(_folder["EX02"], Assert.Single(listing.Skipped).Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("EX*/*.LOG")]
    public void List_links_to_folders_are_said_once_and_not_followed(string input)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Directory.CreateSymbolicLink(_folder["EX02"], "EX01");
        Directory.CreateSymbolicLink(_folder["EX01/loop"], _folder.Root);
        string[] inputs = input.Length == 0 ? ["", "EX01"] : [input];
        InputListing listing = _folder.List(inputs);
        Assert.Equal([Log], listing.Files.Select(file => file.Path).Distinct());
        Assert.Empty(listing.Unreadable);
        Assert.Contains("not followed", listing.Skipped.Single(note => note.Key == _folder["EX02"]).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void List_link_to_a_folder_that_is_named_itself_is_followed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Directory.CreateSymbolicLink(_folder["EX02"], "EX01");
        Assert.Equal("EX02", Assert.Single(_folder.List("EX02").Files).Server);
    }

    [Fact]
    public void List_names_that_are_no_text_are_named_and_the_rest_listed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        byte[] name = [0xff, 0xfe, .. ".log"u8];
        LinuxFiles.Create(_folder["EX01"], name);
        InputListing listing = _folder.List("");
        LinuxFiles.Delete(_folder["EX01"], name);
        Assert.Equal([Log], listing.Files.Select(file => file.Path));
        Assert.Contains("no valid UTF-8", Assert.Single(listing.Unreadable).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb.log")]
    [InlineData("\u001b[31m.log")]
    [InlineData("a\\..\\..\\b.log")]
    [InlineData("-rf.log")]
    [InlineData(" .log")]
    public void List_odd_names_are_taken_as_they_are(string name)
    {
        if (!OperatingSystem.IsLinux())
            return;
        _folder.Write("EX01/" + name, "abc");
        InputFile file = _folder.List("").Files.Single(file => file.Path == "EX01/" + name);
        Assert.Equal(("EX01", "abc"), (file.Server, InputFolder.ReadAll(file)));
    }

    [Fact]
    public void List_very_deep_folder_ends_with_the_rest_listed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // Beyond the 4096 bytes of a path: only relative calls get there.
        string deep = _folder.Root;
        while (deep.Length < 3900)
            deep = Path.Combine(deep, new string('d', 180));
        Directory.CreateDirectory(deep);
        File.WriteAllText(Path.Combine(deep, "x.log"), "x");
        InputListing listing = _folder.List("");
        Assert.Equal(2, listing.Files.Count);
        Assert.Empty(listing.Unreadable);
    }

    [Fact]
    public void Open_file_that_is_gone_says_so()
    {
        InputFile file = _folder.List("").Files[0];
        File.Delete(file.DiskPath);
        Assert.Contains("is gone", Assert.Throws<UnreadableException>(() => InputFolder.ReadAll(file)).Message, StringComparison.Ordinal);
        Assert.Null(InputStream.WhyChanged(file));
    }

    [Fact]
    public void WhyChanged_tells_growth_and_rewriting_from_rest()
    {
        InputFile file = _folder.List("").Files[0];
        Assert.Null(InputStream.WhyChanged(file));
        File.AppendAllText(file.DiskPath, "y");
        File.SetLastWriteTimeUtc(file.DiskPath, file.ModifiedUtc);
        Assert.Contains("changed", InputStream.WhyChanged(file), StringComparison.Ordinal);
        File.WriteAllText(file.DiskPath, "z");
        File.SetLastWriteTimeUtc(file.DiskPath, file.ModifiedUtc.AddSeconds(1));
        Assert.Contains("changed", InputStream.WhyChanged(file), StringComparison.Ordinal);
    }

    [Fact]
    public void List_a_folder_of_very_many_files_in_seconds()
    {
        // Alone on two cores 100,000 take 3 s to list, and far longer to make.
        const int files = 20_000;
        for (int i = 0; i < files; i++)
            File.Create(_folder[$"EX01/SEND2026031206-{i + 2}.LOG"]).Dispose();
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Equal(files + 1, _folder.List("").Files.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"took {watch.Elapsed}");
    }

    [PermissionFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Open_file_without_permission_is_named_with_a_remedy()
    {
        InputFile file = _folder.List("").Files[0];
        File.SetUnixFileMode(file.DiskPath, UnixFileMode.None);
        Assert.Contains("Check the permission", Assert.Throws<UnreadableException>(() => InputFolder.ReadAll(file)).Message, StringComparison.Ordinal);
    }

    // A pipe blocks for ever: the test must not.
    private static async Task<T> InTime<T>(Func<T> run) => await Task.Run(run).WaitAsync(TimeSpan.FromSeconds(20));
}
