using System.Runtime.InteropServices;

namespace LogAnalytics.Cli.Terminal;

/// <summary>
/// Ctrl+C and SIGTERM, heard from its creation on: the first one cancels the work, a second one ends the process as the system does.
/// </summary>
public sealed class Interruption : IDisposable
{
    // The work looks for it between two steps, then clears its temporary files. Service managers wait longer (10 s and more).
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _source = new();
    private readonly TaskCompletionSource _overdue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() => _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear)];

    public CancellationToken Token => _source.Token;

    /// <summary>Ends when the work was cancelled and goes on nevertheless.</summary>
    public Task Overdue => _overdue.Task;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
    }

    private void Hear(PosixSignalContext signal)
    {
        if (_source.IsCancellationRequested)
            return;
        signal.Cancel = true;
        _ = OverdueAsync();
        _source.Cancel();
    }

    private async Task OverdueAsync()
    {
        await Task.Delay(_grace).ConfigureAwait(false);
        _overdue.TrySetResult();
    }
}
