namespace LogAnalytics.Lake.Units;

/// <summary>Lets work in while its memory is to be had; work that needs more than all of it comes in alone.</summary>
/// <param name="totalBytes">To be had.</param>
public sealed class MemoryGate(long totalBytes)
{
    private readonly Queue<(long Bytes, TaskCompletionSource Entered)> _waiting = new();
    private readonly Lock _lock = new();
    private long _used;

    /// <summary>In order of the calls.</summary>
    public Task EnterAsync(long bytes)
    {
        lock (_lock)
        {
            TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((bytes, entered));
            LetIn();
            return entered.Task;
        }
    }

    public void Leave(long bytes)
    {
        lock (_lock)
        {
            _used -= bytes;
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_waiting.TryPeek(out (long Bytes, TaskCompletionSource Entered) next) && (_used == 0 || _used + next.Bytes <= totalBytes))
        {
            _waiting.Dequeue();
            _used += next.Bytes;
            next.Entered.SetResult();
        }
    }
}
