namespace LogAnalytics.Kernel.Engine;

/// <summary>A line at the top of a cell that is neither C# nor SQL.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Text">What stands behind its name.</param>
internal sealed record CellDirective(DirectiveKind Kind, int Line, string Text);

internal enum DirectiveKind
{
    /// <summary><c>#lake PATH</c>: the lake that SQL asks from here on.</summary>
    Lake,

    /// <summary><c>%loganalytics VERB …</c>: runs the tool.</summary>
    Tool,
}
