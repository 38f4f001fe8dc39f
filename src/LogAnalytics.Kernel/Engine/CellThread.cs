using LogAnalytics.Notebooks;

namespace LogAnalytics.Kernel.Engine;

/// <summary>Runs a cell on a thread of its own, so that an interruption also wakes it from sleeping and waiting.</summary>
internal static class CellThread
{
    /// <summary>How long an interrupted cell may take to end before it is left alone.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(1200);

    private static readonly TimeSpan _pulse = TimeSpan.FromMilliseconds(100);

    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    /// <exception cref="TimeoutException">It was interrupted and goes on.</exception>
    public static async Task<T> RunAsync<T>(CellScope scope, Func<Task<T>> cell)
    {
        TaskCompletionSource<Task<T>> begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            CellScope.Current = scope;
            AmbientCancellation.Token = scope.Interruption;
            Task<T> running;
            try
            {
                running = cell();
            }
            catch (Exception e)
            {
                running = Task.FromException<T>(e);
            }

            begun.SetResult(running);
        });
        thread.IsBackground = true;
        thread.Name = "cell";
        thread.Start();
        Task<T> whole = begun.Task.Unwrap();
        try
        {
            return await whole.WaitAsync(scope.Interruption).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (scope.Interruption.IsCancellationRequested && !whole.IsCompleted)
        {
            return await EndAsync(whole, thread).ConfigureAwait(false);
        }
    }

    private static async Task<T> EndAsync<T>(Task<T> whole, Thread thread)
    {
        for (TimeSpan waited = TimeSpan.Zero; waited < _grace && !whole.IsCompleted; waited += _pulse)
        {
            if (thread.IsAlive)
                thread.Interrupt();
            await Task.WhenAny(whole, Task.Delay(_pulse)).ConfigureAwait(false);
            // The cell awaits something that does not hear of it; nothing of it runs.
        }

        return whole.IsCompleted ? await whole.ConfigureAwait(false) : throw new TimeoutException();
    }
}
