namespace LogAnalytics.Kernel.Engine;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The exception's type, or the compiler's error number.</param>
/// <param name="Lines">What a person reads: each error with its line and the code there.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Lines)
{
    public const string InterruptedName = "Interrupted";

    public static CellError Interrupted { get; } = new(InterruptedName, "The cell was interrupted.", ["The cell was interrupted. What earlier cells made is still there."]);

    /// <summary>Code of a library that looks for no interruption.</summary>
    public static CellError Abandoned { get; } = new(
        InterruptedName, "The cell was interrupted.",
        ["The cell was interrupted, but code of a library in it goes on in the background; restart the kernel to end that too."]);

    /// <summary>Something in the cell's text that is wrong, with the line it stands in.</summary>
    public static CellError At(int line, string name, string message) => new(name, message, [$"line {line}: {message}"]);
}
