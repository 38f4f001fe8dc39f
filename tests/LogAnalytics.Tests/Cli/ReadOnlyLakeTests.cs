using System.Diagnostics;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>A lake on a mount that cannot be written to: it is read as any other, and a writer says why it cannot write.</summary>
public sealed class ReadOnlyLakeTests : IDisposable
{
    // Mounts the lake over itself in a mount namespace of its own, then runs the rest.
    private const string Mount = "mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" && shift && exec \"$@\"";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Readers_work_and_leave_nothing_behind()
    {
        if (!await CanMountAsync())
            return;
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));

        foreach (string[] verb in new string[][] { ["verify"], ["restore", "--out", _workspace.Out], ["query", "SELECT count(*) FROM events"], ["analyze", "--out", _workspace.Out] })
        {
            (int exitCode, string error) = await RunAsync([.. verb, "--lake", _workspace.Lake]);
            Assert.True(exitCode == 0, $"{verb[0]}: {exitCode} {error}");
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary));
    }

    [Theory]
    [InlineData("convert", true)]
    [InlineData("run", true)]
    [InlineData("rebuild", true)]
    [InlineData("convert", false)]
    public async Task Writers_end_with_4_and_name_the_place(string verb, bool hasLake)
    {
        if (!await CanMountAsync())
            return;
        if (hasLake)
            await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        else
            Directory.CreateDirectory(_workspace.Lake);

        string[] rest = verb switch { "run" => [Repository.DataSamples("clean"), "--out", _workspace.Out], "convert" => [Repository.DataSamples("clean")], _ => [] };
        (int exitCode, string error) = await RunAsync([verb, .. rest, "--lake", _workspace.Lake]);

        Assert.Equal(4, exitCode);
        Assert.Contains($"The lake '{_workspace.Lake}' cannot be written to: Read-only file system", error);
    }

    private string Temporary => _workspace.PathOf("temporary");

    private static async Task<bool> CanMountAsync()
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/usr/bin/unshare"))
            return false;
        using Process process = Tool.Run("/usr/bin/unshare", "-rm", "sh", "-c", Mount, "sh", "/tmp", "true");
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private async Task<(int ExitCode, string Error)> RunAsync(params string[] arguments)
    {
        Directory.CreateDirectory(Temporary);
        using Process process = Tool.Run("/usr/bin/unshare", ["-rm", "env", $"TMPDIR={Temporary}", "sh", "-c", Mount, "sh", _workspace.Lake, Tool.Executable, .. arguments]);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }
}
