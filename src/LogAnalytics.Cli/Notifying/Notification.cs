using System.ComponentModel;
using System.Diagnostics;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Notifying;

/// <summary>Calls a program of the user's own: what is new on its standard input, what it says to our stderr.</summary>
internal sealed class Notification(IReadOnlyList<string> command, TimeSpan timeout)
{
    /// <summary>Sends mail or calls a webhook in it; a run must not hang on what does not answer.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Why it failed; null where the program ended with 0.</summary>
    /// <param name="variables">Counts and paths: no text of any log, which a shell script might carry out.</param>
    public async Task<string?> SendAsync(byte[] input, IReadOnlyDictionary<string, string> variables, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(command[0], command.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        Process? process = null;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            process = Process.Start(start)!;
            limit.CancelAfter(timeout);
            Task said = Task.WhenAll(RelayAsync(process.StandardOutput, limit.Token), RelayAsync(process.StandardError, limit.Token));
            await WriteAsync(process, input, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            await said.ConfigureAwait(false);
            return process.ExitCode == 0 ? null : $"'{command[0]}' ended with {process.ExitCode}";
        }
        catch (Win32Exception e)
        {
            return $"'{command[0]}' cannot be started: {e.Message.TrimEnd('.')}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"'{command[0]}' did not end within {Say.Span(timeout)} and was stopped";
        }
        finally
        {
            Stop(process);
            process?.Dispose();
        }
    }

    // A program may end, or close its input, without reading all of it.
    private static async Task WriteAsync(Process process, byte[] input, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellation).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // Its exit code tells whether it minded.
        }
    }

    private static async Task RelayAsync(StreamReader output, CancellationToken cancellation)
    {
        while (await output.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
            System.Console.Error.WriteLine(Say.Safe("notify: " + line));
    }

    private static void Stop(Process? process)
    {
        try
        {
            if (process is { HasExited: false })
                process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself meanwhile.
        }
    }
}
