using System.Diagnostics;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

public sealed class PrivateFilesTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    /// <summary>The executable: the mask belongs to a process.</summary>
    [Theory]
    [InlineData("000", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [InlineData("077", UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    public async Task Others_may_not_read_what_is_written_whatever_the_umask(string umask, UnixFileMode most)
    {
        if (OperatingSystem.IsWindows())
            return;
        using Process process = Tool.Run(
            "/bin/sh", "-c", $"umask {umask}; exec \"$@\"", "sh", Tool.Executable, "run", Repository.DataSamples("clean"), "--lake", _workspace.Lake, "--out", _workspace.Out, "--quiet");
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        string[] files = [.. new[] { _workspace.Lake, _workspace.Out }.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))];
        Assert.True(files.Length > 20);
        foreach (string file in files)
            Assert.True((File.GetUnixFileMode(file) & ~most) == 0, $"{file} {File.GetUnixFileMode(file)}");
    }
}
