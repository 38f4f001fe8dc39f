using System.Diagnostics;
using System.Runtime.InteropServices;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>Ctrl+C and SIGTERM on the real executable, at moments when no work hears them.</summary>
public sealed class SignalTests : IDisposable
{
    private const int Interrupt = 2, Terminate = 15;
    private const string Note = "loganalytics: cancelled; the lake is as the last run left it.";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task Signal_in_the_first_moments_ends_with_130(int signal)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using Process process = Start("convert", Repository.DataSamples("clean"), "--lake", _workspace.Lake);
        await UntilListeningAsync(process);
        Assert.Equal(0, Kill(process.Id, signal));

        Assert.Equal((130, Note), await EndAsync(process));
    }

    [Fact]
    public async Task Work_that_does_not_hear_the_signal_ends_with_130_too()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // Waits for its SQL.
        using Process process = Start("query", "--lake", _workspace.Lake, "-");
        await UntilListeningAsync(process);
        await Task.Delay(1_500);
        Assert.Equal(0, Kill(process.Id, Terminate));

        Assert.Equal((130, Note), await EndAsync(process));
    }

    // Shells start background jobs with SIGINT ignored; the default is what a user has.
    private static Process Start(params string[] arguments) => Tool.Run("env", ["--default-signal=INT", Tool.Executable, .. arguments]);

    // The runtime has a thread for signals once a handler is registered.
    private static async Task UntilListeningAsync(Process process)
    {
        for (int i = 0; i < 3_000 && !process.HasExited; i++)
        {
            if (ThreadNames(process.Id).Contains(".NET SigHandler"))
            {
                // Between the thread and the handler lies a moment.
                await Task.Delay(20);
                return;
            }

            await Task.Delay(5);
        }

        Assert.Fail("the process never listened to signals");
    }

    private static string[] ThreadNames(int process)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{process}/task").Select(thread => File.ReadAllText(Path.Combine(thread, "comm")).Trim())];
        }
        catch (IOException)
        {
            // A thread ended meanwhile.
            return [];
        }
    }

    private static async Task<(int ExitCode, string Error)> EndAsync(Process process)
    {
        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error.Trim());
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
