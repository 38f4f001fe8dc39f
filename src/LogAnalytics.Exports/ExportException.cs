namespace LogAnalytics.Exports;

/// <summary>Ends the reading of one file; never leaves <see cref="ExportReader"/>.</summary>
internal sealed class ExportException(ExportProblem problem) : Exception(problem.Text)
{
    public ExportProblem Problem { get; } = problem;
}
