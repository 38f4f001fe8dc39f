using System.Diagnostics;
using System.Runtime.InteropServices;
using LogAnalytics.Evidence.Verifying;
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

    [Fact]
    public async Task Second_interrupt_ends_at_once()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using Process process = Start("query", "--lake", _workspace.Lake, "-");
        await UntilListeningAsync(process);
        await Task.Delay(1_500);
        Assert.Equal(0, Kill(process.Id, Interrupt));
        await Task.Delay(300);
        Assert.False(process.HasExited, "the first one was not enough to try the second");
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Equal(0, Kill(process.Id, Interrupt));

        // By the signal itself: nothing is said any more.
        Assert.Equal((128 + Interrupt, ""), await EndAsync(process));
        Assert.InRange(watch.ElapsedMilliseconds, 0, 3_000);
    }

    [Fact]
    public async Task Interrupted_run_leaves_the_results_of_the_last_one_or_all_of_its_own()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Random random = new(1);
        using (Process first = Start("run", Repository.DataSamples("clean"), "--lake", _workspace.Lake, "--out", _workspace.Out))
            Assert.Equal(0, (await EndAsync(first)).ExitCode);
        string[] before = Results();
        for (int i = 0; i < 6; i++)
        {
            using Process run = Start("analyze", "--lake", _workspace.Lake, "--out", _workspace.Out, "--quiet");
            await UntilListeningAsync(run);
            await Task.Delay(random.Next(3_000));
            _ = Kill(run.Id, Interrupt);
            int exitCode = (await EndAsync(run)).ExitCode;

            Assert.True(exitCode is 0 or 130, $"ended with {exitCode}");
            Assert.Empty(BundleVerifier.Verify(FileSet.Of(_workspace.Out)).Problems);
            Assert.Equal(exitCode == 130, before.SequenceEqual(Results()));
            before = Results();
        }
    }

    private string[] Results() => Samples.TreeFolder.Fingerprint(_workspace.Out);

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
