namespace LogAnalytics.Kernel.Engine;

/// <summary>
/// What belongs to one run of a cell: its output, and whether it was interrupted. It flows with the execution context, so that tasks and
/// threads which the cell starts print into its output and hear its interruption.
/// </summary>
public sealed class CellScope
{
    private static readonly AsyncLocal<CellScope?> _current = new();

    private readonly CancellationTokenSource _interruption = new();

    internal CellScope(ICellOutput output) => (Output, Printing) = (output, new StreamBuffer(output));

    internal static CellScope? Current
    {
        get => _current.Value;
        set => _current.Value = value;
    }

    internal ICellOutput Output { get; }

    /// <summary>What is printed waits here for a moment.</summary>
    internal StreamBuffer Printing { get; }

    internal CancellationToken Interruption => _interruption.Token;

    /// <summary>Stands in every loop of a cell, put there by <see cref="LoopGuard"/>.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void Check()
    {
        if (_current.Value is { } scope && scope._interruption.IsCancellationRequested)
            throw new OperationCanceledException("The cell was interrupted.", scope._interruption.Token);
    }

    internal void Interrupt() => _interruption.Cancel();
}
