namespace LogAnalytics.Kernel.Engine;

/// <summary>A directive that cannot be understood.</summary>
internal sealed class CellSyntaxException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
